using System.Globalization;
using ComposeServer.Engine.Json;
using ComposeServer.Import.ToolHive.Templates;

namespace ComposeServer.Import.ToolHive;

/// <summary>What the fields of a template's data are here: parameters, steps, the item of a forEach, the workflow.</summary>
internal sealed class FieldTranslator(StepNames steps, Parameters parameters, Action<string> note)
{
    /// <summary>What the item of the forEach around is called; null outside one.</summary>
    internal string? ItemName { get; set; }

    /// <summary>The steps that were referred to, by the ids that they have there.</summary>
    internal HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    /// <exception cref="RefusedTemplateException">It has no equal.</exception>
    internal Translated Translate(ReadOnlySpan<GoPart> parts)
    {
        var root = parts.Length == 0 ? null : parts[0].Name;
        return root switch
        {
            "params" or "input" or "inputs" => OfParameter(parts[1..]),
            "steps" => OfStep(parts[1..]),
            "forEach" => OfItem(parts[1..]),
            "workflow" => OfWorkflow(parts[1..]),
            "vars" => throw new RefusedTemplateException(".vars has no equal, and nothing ever fills it."),
            null => throw new RefusedTemplateException("The template takes the whole of its data, which has no equal.", "Name what of it is meant: .params.x, .steps.id.output"),
            _ when ItemName == root => Translated.Reference("$item" + Segments(parts[1..])),
            _ => throw new RefusedTemplateException($"There is no \".{root}\" in a template's data.", Nearest.Name(root, ["params", "steps", "forEach", "workflow"]) is { } near ? $".{near}" : ".params, .steps, .forEach, .workflow"),
        };
    }

    private Translated OfParameter(ReadOnlySpan<GoPart> parts)
    {
        if (parts.Length == 0)
            return Translated.Reference("$input", ValueSort.Object);
        return parts[0].Name is { } name ? parameters.Reference(name, Segments(parts[1..])) : throw new RefusedTemplateException("A parameter has a name, not an index.");
    }

    private static Translated OfWorkflow(ReadOnlySpan<GoPart> parts) => (parts.Length == 1 ? parts[0].Name : null) switch
    {
        "id" => Translated.Reference("$run.id", ValueSort.Text),
        "start_time" => Translated.Reference("$run.startedAt", ValueSort.Text),
        var other => throw new RefusedTemplateException($".workflow.{other} has no equal.", "$run.id, $run.startedAt, $run.tool; the trace in _meta has the figures"),
    };

    private Translated OfItem(ReadOnlySpan<GoPart> parts)
    {
        if (ItemName is null)
            throw new RefusedTemplateException(".forEach means something only inside the step of a forEach.");
        var name = parts.Length == 0 ? null : parts[0].Name;
        if (name == "index" && parts.Length == 1)
            return Translated.Reference("$index", ValueSort.Number);
        return name == ItemName
            ? Translated.Reference("$item" + Segments(parts[1..]))
            : throw new RefusedTemplateException($"There is no \".forEach.{name}\".", $".forEach.{ItemName}, .forEach.index");
    }

    private Translated OfStep(ReadOnlySpan<GoPart> parts)
    {
        if (parts.Length == 0 || parts[0].Name is not { } id)
            throw new RefusedTemplateException("The template takes all steps, which has no equal.", "Name the step: .steps.id.output");
        if (steps.Find(id) is not { } step)
            throw new RefusedTemplateException($"There is no step \"{id}\".", Nearest.Name(id, steps.Written) is { } near ? $"\"{near}\"" : null);
        Used.Add(id);
        var rest = parts.Length > 1 ? parts[2..] : [];
        var field = parts.Length > 1 ? parts[1].Name : null;
        return field switch
        {
            "status" when rest.IsEmpty => Translated.Reference($"$steps.{step.Name}.status", ValueSort.Status),
            "error" when rest.IsEmpty => Translated.Reference($"$steps.{step.Name}.error", ValueSort.TextOrNull),
            "success" when rest.IsEmpty => Translated.Comparison($"$steps.{step.Name}.status == 'succeeded'"),
            "output" => OfOutput(step, rest),
            "content" => OfContent(step, rest) ?? throw new RefusedTemplateException($".steps.{id}.content{Segments(rest)} has no equal.", $"$steps.{step.Name}.content, a list of the content blocks"),
            _ => throw new RefusedTemplateException($".steps.{id}{(field is null ? "" : "." + field)} has no equal.", ".output, .content, .status, .error"),
        };
    }

    private Translated OfOutput(StepName step, ReadOnlySpan<GoPart> rest) => step.Type switch
    {
        "elicitation" => OfAnswer(step, rest),
        "forEach" => OfLoop(step, rest),
        _ => OfResult(step, rest),
    };

    private static Translated OfAnswer(StepName step, ReadOnlySpan<GoPart> rest) => (rest.IsEmpty ? null : rest[0].Name) switch
    {
        "action" when rest.Length == 1 => Translated.Reference($"$steps.{step.Name}.action", ValueSort.Text),
        "content" => Translated.Reference($"${step.Name}{Segments(rest[1..])}"),
        _ => throw new RefusedTemplateException($".steps.{step.Written}.output{Segments(rest)} has no equal: what a person answered is .output.content, and what was done with the question .output.action."),
    };

    private static Translated OfLoop(StepName step, ReadOnlySpan<GoPart> rest)
    {
        var (name, field) = ($"${step.Name}", rest.IsEmpty ? null : rest[0].Name);
        var failed = step.ReadsItems ? $"length({name}[?@.status == 'failed'])" : $"length($steps.{step.Name}.errors)";
        return field switch
        {
            "iterations" => Translated.Reference(name + Segments(rest[1..]), rest.Length == 1 ? ValueSort.List : ValueSort.Any),
            "count" when rest.Length == 1 => new Translated($"length({name})", ValueSort.Number),
            "failed" when rest.Length == 1 => new Translated(failed, ValueSort.Number),
            "completed" when rest.Length == 1 => new Translated($"length({name}) - {failed}", ValueSort.Number) { Binds = Binding.Sum },
            _ => throw new RefusedTemplateException($".steps.{step.Written}.output{Segments(rest)} of a forEach has no equal.", ".output.iterations, .output.count, .output.completed, .output.failed"),
        };
    }

    private Translated OfResult(StepName step, ReadOnlySpan<GoPart> rest)
    {
        if (rest.IsEmpty)
            note($".steps.{step.Written}.output is the value of the call: the structured content, or else the text itself, which ToolHive would give as an object with \"text\"");
        // Where a tool gives no structured content, ToolHive makes an object of its texts.
        return rest.Length == 1 && rest[0].Name is { } name && Block(step, name) is { } block
            ? new Translated($"default(${step.Name}.{name}?, {block})")
            : Translated.Reference($"${step.Name}{Segments(rest)}");
    }

    private static Translated? OfContent(StepName step, ReadOnlySpan<GoPart> rest) =>
        rest.Length == 1 && rest[0].Name is { } name && Block(step, name) is { } block ? new Translated(block, ValueSort.Text) : null;

    private static string? Block(StepName step, string name)
    {
        var (kind, number) = name.IndexOf('_', StringComparison.Ordinal) is >= 0 and var mark ? (name[..mark], name[(mark + 1)..]) : (name, "");
        var member = kind switch { "text" => "text", "image" => "data", "resource" => "resource.text", _ => null };
        var index = 0;
        if (member is null || (number.Length > 0 && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index)) || (kind == "image" && number.Length == 0))
            return null;
        var blocks = $"$steps.{step.Name}.content[?@.type == '{kind}'].{member}";
        return index == 0 ? $"first({blocks})" : string.Create(CultureInfo.InvariantCulture, $"get({blocks}, {index})");
    }

    private static string Segments(ReadOnlySpan<GoPart> parts) => ReferenceText.Segments(parts.ToArray());
}
