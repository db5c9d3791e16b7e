using System.Globalization;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Properties;

/// <summary>Definitions and expressions that a seed gives: words of the language in places where they may or may not belong.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Names = "id tool params value elicit fail message schema onDecline dependsOn condition parallel forEach maxParallel maxItems tolerate paginate while next items maxPages until every timeout expect retry attempts delay backoff maxDelay jitter if onError default result cache compensate priority name description parameters steps output outputSchema finally mode annotations blueprint language type properties".Split(' ');

    private static readonly string[] Texts = ["", "a", "s__echo", "s__read", "$input", "$step1", "$a", "$previous", "$item.x", "$this", "$error.kind", "$steps", "$steps.a.status", "{{ 1 + 1 }}", "{{ $a.b == null }}", "{{", "$", "$$", "x {{ $input.y? }}", "continue", "abort", "parallel", "pipeline", "1s", "99h", "-1s", "10%", "\ud800", "string", "object", "exponential", "{{ first($l).q }}", "$step1[?@.a > $.b]"];

    private static readonly string[] Primaries = ["1", "0", "2.5", "1e400", "-7", "'x'", "\"y\"", "true", "false", "null", "[]", "[1, 'a']", "$a", "$a.b", "$a.b[*]", "$a.none?", "$t", "$l", "$z", "$a.b[?@.c]", "$l[::-1]", "$nobody", "{", "$a..*"];

    private static readonly string[] Operators = ["+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||", "??", "=", "in"];

    private static readonly string[] Functions = "default exists if string number boolean json parseJson lower upper trim split join replace replaceAll capture captures contains startsWith endsWith keys values merge get concat first last slice flatten sort sortBy unique zip sum min max round now date length count match search value nope".Split(' ');

    private readonly Random _random = new(seed);

    internal int Next(int below) => _random.Next(below);

    /// <summary>Something with the outline of a definition.</summary>
    internal Value Definition()
    {
        var steps = Enumerable.Range(0, Next(6)).Select(_ => AnyObject(3)).ToArray();
        return Value.Of([new Member("name", Value.Of("a")), new Member("description", Value.Of("d")), new Member("steps", Value.Of(steps)), .. Enumerable.Range(0, Next(4)).Select(_ => new Member(Pick(Names), Any(3)))]);
    }

    /// <summary>The same with something in it replaced, left out, or added.</summary>
    internal Value Change(Value value)
    {
        if (Next(8) == 0)
            return Any(2);
        if (value.Kind == ValueKind.List && value.Count > 0)
        {
            var items = new List<Value>();
            foreach (var item in value.Items())
                items.Add(item);
            var place = Next(items.Count);
            items[place] = Change(items[place]);
            return Value.Of([.. items]);
        }

        return value.Kind == ValueKind.Object ? ChangeMember(value) : Any(1);
    }

    internal string Expression(int depth) => (depth == 0 ? 0 : Next(7)) switch
    {
        1 or 2 => $"{Expression(depth - 1)} {Pick(Operators)} {Expression(depth - 1)}",
        3 => $"({Expression(depth - 1)})",
        4 => $"{(Next(2) == 0 ? "!" : "-")}{Expression(depth - 1)}",
        5 or 6 => $"{Pick(Functions)}({string.Join(", ", Enumerable.Range(0, Next(4)).Select(_ => Expression(depth - 1)))})",
        _ => Pick(Primaries),
    };

    private Value ChangeMember(Value value)
    {
        var members = new List<Member>();
        foreach (var member in value.Members())
            members.Add(member);
        var place = members.Count == 0 ? -1 : Next(members.Count);
        switch (Next(6))
        {
            case 0 when place >= 0:
                members.RemoveAt(place);
                break;
            case 1:
                members.Add(new Member(Pick(Names), Any(2)));
                break;
            default:
                if (place >= 0)
                    members[place] = members[place] with { Value = Change(members[place].Value) };
                break;
        }

        return Value.Of([.. members]);
    }

    private Value Any(int depth) => (depth == 0 ? Next(5) : Next(8)) switch
    {
        0 => Value.Null,
        1 => Value.Of(Next(2) == 0),
        2 => JsonText.Parse(Pick(["0", "1", "-1", "3", "1.5", "1e400", "99999999999999999999"])),
        3 => Value.Of(Next(50).ToString(CultureInfo.InvariantCulture)),
        4 or 5 => Value.Of(Pick(Texts)),
        6 => Value.Of([.. Enumerable.Range(0, Next(4)).Select(_ => Any(depth - 1))]),
        _ => AnyObject(depth - 1),
    };

    private Value AnyObject(int depth) => Value.Of([.. Enumerable.Range(0, Next(6)).Select(_ => new Member(Pick(Names), Any(depth)))]);

    private string Pick(string[] of) => of[Next(of.Length)];
}
