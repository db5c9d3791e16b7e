namespace ComposeServer.Import.ToolHive;

/// <summary>What the parts of one composite tool are imported with.</summary>
internal sealed class CompositeScope
{
    internal CompositeScope(StepNames steps, Parameters parameters, ImportLog log)
    {
        (Steps, Log) = (steps, log);
        Fields = new FieldTranslator(steps, parameters, message => log.Note(Place, message));
        Texts = new TextTranslator(new ExpressionTranslator(Fields, message => log.Note(Place, message)), log);
        Trees = new TreeTranslator(Texts);
    }

    internal StepNames Steps { get; }

    internal ImportLog Log { get; }

    internal FieldTranslator Fields { get; }

    internal TextTranslator Texts { get; }

    internal TreeTranslator Trees { get; }

    /// <summary>What is being read, for notes.</summary>
    internal Place Place { get; set; }
}
