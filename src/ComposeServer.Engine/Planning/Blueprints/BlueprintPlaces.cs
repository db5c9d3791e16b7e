namespace ComposeServer.Engine.Planning.Blueprints;

/// <summary>Which fields of a definition are templates and which are expressions (sections 1, 2 and 5 of the contract).</summary>
internal static class BlueprintPlaces
{
    /// <summary>What the member of an object is.</summary>
    internal static BlueprintPlace Member(BlueprintPlace place, string name) => (place, name) switch
    {
        (BlueprintPlace.Definition, "steps" or "finally") => BlueprintPlace.Steps,
        (BlueprintPlace.Definition, "output") => BlueprintPlace.Template,
        (BlueprintPlace.Step, "params" or "value" or "default" or "result") => BlueprintPlace.Template,
        (BlueprintPlace.Step, "condition" or "forEach" or "expect") => BlueprintPlace.Expression,
        (BlueprintPlace.Step, "elicit") => BlueprintPlace.Elicit,
        (BlueprintPlace.Step, "fail") => BlueprintPlace.Fail,
        (BlueprintPlace.Step, "onError" or "compensate") => BlueprintPlace.Call,
        (BlueprintPlace.Step, "paginate") => BlueprintPlace.Paginate,
        (BlueprintPlace.Step, "until") => BlueprintPlace.Until,
        (BlueprintPlace.Step, "retry") => BlueprintPlace.Retry,
        (BlueprintPlace.Elicit or BlueprintPlace.Fail, "message") => BlueprintPlace.Template,
        (BlueprintPlace.Call, "params" or "value") => BlueprintPlace.Template,
        (BlueprintPlace.Paginate, "next") => BlueprintPlace.Template,
        (BlueprintPlace.Paginate, "while" or "items") => BlueprintPlace.Expression,
        (BlueprintPlace.Until, "condition") => BlueprintPlace.Expression,
        (BlueprintPlace.Retry, "if") => BlueprintPlace.Expression,
        (BlueprintPlace.Template, _) => BlueprintPlace.Template,
        _ => BlueprintPlace.Literal,
    };

    /// <summary>What an item of a list is.</summary>
    internal static BlueprintPlace Item(BlueprintPlace place) => place switch
    {
        BlueprintPlace.Steps => BlueprintPlace.Step,
        BlueprintPlace.Template or BlueprintPlace.Expression => BlueprintPlace.Template,
        _ => BlueprintPlace.Literal,
    };
}
