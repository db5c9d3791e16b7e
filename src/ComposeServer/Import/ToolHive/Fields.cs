using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive;

/// <summary>The fields of one object of a composite tool, by their names in camelCase; older files write snake_case.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, SourceMember> _members = new(StringComparer.Ordinal);
    private readonly ImportLog _log;

    /// <param name="source">The object.</param>
    /// <param name="owner">What it is, for messages.</param>
    /// <param name="known">The names that it may have, with blanks between.</param>
    /// <param name="log">What is wrong.</param>
    internal Fields(SourceObject source, string owner, string known, ImportLog log)
    {
        (Source, _log) = (source, log);
        var names = known.Split(' ');
        foreach (var member in source.Members)
        {
            var name = Camel(member.Name);
            if (!names.Contains(name))
                log.Error(member.Place, "no_equal", Unknown(member.Name, owner), Nearest.Name(member.Name, names) is { } near ? $"\"{near}\"" : null);
            else if (!_members.TryAdd(name, member))
                log.Error(member.Place, "duplicate_key", $"\"{member.Name}\" is written twice, as \"{_members[name].Name}\" too.", "Keep one of them");
        }
    }

    internal SourceObject Source { get; }

    internal Place Place => Source.Place;

    internal bool Has(string name) => _members.ContainsKey(name);

    internal Place PlaceOf(string name) => _members.TryGetValue(name, out var member) ? member.Place : Source.Place;

    internal SourceNode? Get(string name) => _members.GetValueOrDefault(name)?.Value;

    internal string? Text(string name)
    {
        if (Get(name) is not { } node)
            return null;
        if (node is SourceScalar { Value: { IsText: true } text })
            return text.Text();
        _log.Error(PlaceOf(name), "wrong_type", $"\"{name}\" must be a text.");
        return null;
    }

    internal SourceObject? Object(string name)
    {
        if (Get(name) is not { } node)
            return null;
        if (node is SourceObject members)
            return members;
        _log.Error(PlaceOf(name), "wrong_type", $"\"{name}\" must be an object.");
        return null;
    }

    internal int? Count(string name)
    {
        if (Get(name) is not { } node)
            return null;
        if (node is SourceScalar { Value: { Kind: ValueKind.Number } number } && number.Number().TryInt32(out var count) && count >= 0)
            return count;
        _log.Error(PlaceOf(name), "wrong_type", $"\"{name}\" must be a whole number.");
        return null;
    }

    private static string Unknown(string name, string owner) => name switch
    {
        "failureMode" or "failure_mode" => "\"failureMode\" has no equal, and ToolHive does not read it: a run fails with the first step that fails.",
        "maxRetries" or "max_retries" => "\"maxRetries\" is no field of onError.",
        "defaultResponse" => "\"defaultResponse\" is no field of a question, and has no equal.",
        _ => $"\"{name}\" is no field of {owner}, and has no equal.",
    };

    private static string Camel(string name)
    {
        var words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(w => w.Length == 0 ? "" : char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
