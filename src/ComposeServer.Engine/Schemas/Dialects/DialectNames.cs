namespace ComposeServer.Engine.Schemas.Dialects;

/// <summary>Dialects by the address in <c>$schema</c>.</summary>
internal static class DialectNames
{
    /// <summary>The dialect that an address names; 2020-12 where it names none that is known.</summary>
    internal static Dialect Find(string address)
    {
        var name = address.TrimEnd('#');
        name = name[(name.IndexOf("://", StringComparison.Ordinal) + 1)..].TrimStart('/', ':');
        return name switch
        {
            "json-schema.org/draft-04/schema" => Dialect.Draft4,
            "json-schema.org/draft-06/schema" => Dialect.Draft6,
            "json-schema.org/draft-07/schema" => Dialect.Draft7,
            "json-schema.org/draft/2019-09/schema" => Dialect.Draft201909,
            _ => Dialect.Draft202012,
        };
    }
}
