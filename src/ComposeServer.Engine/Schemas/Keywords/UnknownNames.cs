namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>What to say of a property that a schema does not know.</summary>
internal static class UnknownNames
{
    private const int MostNamed = 20;

    internal static string Message(string name, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
            return $"\"{name}\" is not known here; no property of another name is either";
        var named = string.Join(", ", known.Take(MostNamed).Select(n => $"\"{n}\""));
        return $"\"{name}\" is not known here; known are {named}{(known.Count > MostNamed ? $" and {known.Count - MostNamed} more" : "")}";
    }
}
