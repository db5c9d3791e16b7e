namespace ComposeServer.Engine.Planning.Blueprints;

/// <summary>What stands at a place of a definition, as far as it matters for what a text there is.</summary>
internal enum BlueprintPlace
{
    Definition,
    Steps,
    Step,
    Elicit,
    Fail,
    Call,
    Paginate,
    Until,
    Retry,

    /// <summary>A text that is taken as it is written: a name, a duration, a schema.</summary>
    Literal,

    /// <summary>A template (section 5 of the contract).</summary>
    Template,

    /// <summary>An expression, bare or as one <c>{{ … }}</c>.</summary>
    Expression,
}
