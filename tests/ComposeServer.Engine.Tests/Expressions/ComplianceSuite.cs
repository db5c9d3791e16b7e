using System.Text.Json;

namespace ComposeServer.Engine.Tests.Expressions;

/// <summary>The public jsonpath-compliance-test-suite, which lies beside the checkout, or where COMPOSER_SUITES points to.</summary>
internal static class ComplianceSuite
{
    internal static string? File { get; } = Find();

    internal static IEnumerable<JsonElement> Tests() => File is null
        ? []
        : JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement is var root && root.ValueKind == JsonValueKind.Array
            ? root.EnumerateArray()
            : root.GetProperty("tests").EnumerateArray();

    private static string? Find()
    {
        var suites = Environment.GetEnvironmentVariable("COMPOSER_SUITES");
        if (string.IsNullOrEmpty(suites))
            suites = Checkout.Folder is { } folder ? Path.Combine(folder, "..", "shared", "suites") : null;
        var file = suites is null ? null : Path.Combine(suites, "jsonpath", "cts.json");
        return System.IO.File.Exists(file) ? file : null;
    }
}
