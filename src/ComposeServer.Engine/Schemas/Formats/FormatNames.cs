namespace ComposeServer.Engine.Schemas.Formats;

/// <summary>The formats that can be asserted, by name. Every other name is an annotation.</summary>
internal static class FormatNames
{
    /// <summary>The check of a format with an example for messages; null when the format is not asserted.</summary>
    internal static (Func<string, bool> IsValid, string Example)? Find(string name) => name switch
    {
        "date-time" => (DateTimeFormat.IsDateTime, "2024-05-31T13:45:00Z"),
        "date" => (DateTimeFormat.IsDate, "2024-05-31"),
        "time" => (DateTimeFormat.IsTime, "13:45:00Z"),
        "duration" => (DurationFormat.IsValid, "P3DT12H"),
        "email" => (EmailFormat.IsValid, "name@example.com"),
        "hostname" => (HostnameFormat.IsValid, "www.example.com"),
        "ipv4" => (AddressFormat.IsIpv4, "192.0.2.1"),
        "ipv6" => (AddressFormat.IsIpv6, "2001:db8::1"),
        "uri" => (UriFormat.IsUri, "https://example.com/path"),
        "uri-reference" => (UriFormat.IsReference, "../path?query"),
        "uuid" => (UuidFormat.IsValid, "123e4567-e89b-12d3-a456-426614174000"),
        "json-pointer" => (JsonPointerFormat.IsValid, "/items/0/name"),
        "regex" => (Patterns.Pattern.IsEcmaScript, "^[a-z]+$"),
        _ => null,
    };
}
