using System.Globalization;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>Definitions that grow out of the contract: what stands in them belongs there, and some are right.</summary>
internal sealed class GrownDefinition(Chance chance, IReadOnlyList<string> tools)
{
    private readonly List<string> _references = ["$input.q", "$input.n", "$input", "$input.list", "$run.id"];

    internal string Text(string name)
    {
        var steps = new List<string>();
        for (var i = chance.Below(5) + 1; i > 0; i--)
            steps.Add(Step(steps.Count + 1));
        var rest = chance.Some(0, 3, "", Field);
        var output = chance.OneIn(2) ? $",\"output\":{Template(2)}" : "";
        return $$"""{"name":"{{name}}","description":"d","parameters":{"q":"string","n?":"integer","list":{"type":"array","default":[1,2,3]} },"steps":[{{string.Join(',', steps)}}]{{output}}{{rest}}}""";
    }

    private string Step(int number)
    {
        var step = chance.Below(10) switch
        {
            < 5 => $"\"tool\":{Words.Quoted(chance.Of(tools))},\"params\":{Params()}",
            < 8 => $"\"value\":{Template(3)}",
            8 => $"\"fail\":{{\"message\":{Template(1)}}},\"condition\":{Expression()}",
            _ => $"\"elicit\":{{\"message\":{Template(1)},\"schema\":{{\"sure\":\"boolean\"}},\"onDecline\":{chance.Of(["\"abort\"", "\"continue\"", "\"finish\""])}}}",
        };
        var text = $"{{{step}{chance.Some(0, 3, "", StepField)}}}";
        _references.Add(string.Create(CultureInfo.InvariantCulture, $"$step{number}"));
        return text;
    }

    private string Params() => chance.OneIn(4) ? Template(2) : $"{{{chance.Some(0, 3, ",", () => $"{Words.Quoted(chance.Of(["q", "n", "a", "t", "text", "x"]))}:{Template(1)}")}}}";

    private string StepField() => chance.Below(16) switch
    {
        0 => $",\"condition\":{Expression()}",
        1 => $",\"forEach\":{Expression()}",
        2 => $",\"forEach\":[1,2,3],\"maxParallel\":{chance.Below(4)},\"tolerate\":{chance.Of(["1", "\"50%\"", "0"])}",
        3 => $",\"onError\":{chance.Of(["\"abort\"", "\"continue\"", $"{{\"value\":{Template(1)}}}", $"{{\"tool\":{Words.Quoted(chance.Of(tools))},\"params\":{Params()}}}"])}",
        4 => $",\"default\":{Template(1)}",
        5 => $",\"expect\":{Expression("$this")}",
        6 => $",\"result\":{Template(1)}",
        7 => $",\"retry\":{chance.Of(["3", "{\"attempts\":2,\"delay\":\"1s\"}", "{\"attempts\":3,\"if\":\"$error.kind == 'timeout'\",\"backoff\":\"linear\"}"])}",
        8 => $",\"timeout\":{chance.Of(["\"1s\"", "0.5", "\"1ms\""])}",
        9 => $",\"until\":{{\"condition\":{Expression("$this")},\"every\":\"1s\",\"timeout\":\"5s\"}}",
        10 => $",\"paginate\":{{\"while\":{Expression("$this")},\"next\":{{\"q\":\"$this.next?\"}},\"items\":{Expression("$this")},\"maxPages\":3}}",
        11 => $",\"compensate\":{{\"tool\":{Words.Quoted(chance.Of(tools))},\"params\":{Params()}}}",
        12 => ",\"cache\":\"1m\"",
        13 => ",\"parallel\":true",
        14 => $",\"dependsOn\":{chance.Of(["\"step1\"", "[]", "[\"step1\",\"step2\"]"])}",
        _ => $",\"priority\":{chance.Below(5)}",
    };

    private string Field() => chance.Below(8) switch
    {
        0 => $",\"mode\":{chance.Of(["\"sequential\"", "\"auto\"", "\"parallel\"", "\"pipeline\"", "\"scatter_gather\""])}",
        1 => $",\"timeout\":{chance.Of(["\"10s\"", "2"])}",
        2 => $",\"finally\":[{{\"value\":{Template(1)}}}]",
        3 => ",\"onError\":\"continue\"",
        4 => $",\"maxParallel\":{chance.Below(5)}",
        5 => $",\"outputSchema\":{chance.Of(["{\"type\":\"object\"}", "{\"type\":[\"string\",\"null\"]}", "{\"anyOf\":[{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}},{}]}"])}",
        6 => ",\"listed\":false",
        _ => ",\"annotations\":{\"destructiveHint\":true}",
    };

    private string Template(int depth) => (depth == 0 ? chance.Below(4) : chance.Below(7)) switch
    {
        0 => Words.Value(chance),
        1 => Words.Quoted(new GrownExpression(chance, _references).Reference()),
        2 => Words.Quoted($"{{{{ {new GrownExpression(chance, _references).Text(2)} }}}}"),
        3 => Words.Quoted($"is {{{{ {new GrownExpression(chance, _references).Text(1)} }}}} so"),
        4 => $"[{chance.Some(0, 3, ",", () => Template(depth - 1))}]",
        _ => $"{{{chance.Some(0, 3, ",", () => $"{Words.Quoted(chance.Of(Words.Names))}:{Template(depth - 1)}")}}}",
    };

    private string Expression(string more = "$input.n") => Words.Quoted(new GrownExpression(chance, [.. _references, more, more]).Text(chance.Below(3)));
}
