using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Tests.Fuzz.Inputs;

namespace ComposeServer.EndToEnd.Faults.Fuzz;

/// <summary>A line that is sent to the program, and the id under which it must be answered; null where it need not be.</summary>
internal sealed record FuzzedLine(int Number, byte[] Bytes, string? Id)
{
    // As deep as a document may nest (section 11 of the contract).
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Whether no other line is answered under this id, so that a second answer is one too many.</summary>
    internal bool HasOwnId => Id is not null && Id.Contains(string.Create(CultureInfo.InvariantCulture, $"{Number + GrownLine.FirstId}"), StringComparison.Ordinal);

    /// <summary>Whether an id stands anywhere in it, whatever else it is.</summary>
    internal bool Mentions(string id) => Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(id.TrimStart('"'))) >= 0;

    internal static FuzzedLine Of(int number, byte[] bytes) => new(number, [.. bytes.Where(b => b != (byte)'\n'), (byte)'\n'], IdOf(bytes));

    /// <summary>The id of an answer as one text, whatever it is: a number and the text of its digits are two; null where it has none.</summary>
    internal static string? IdOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && !message.TryGetProperty("method", out _) && message.TryGetProperty("id", out var id) ? TextOf(id) : null;

    public override string ToString() => $"{FuzzPlan.Again("lines", Number)}\n{Shown.Of(Bytes)}";

    // A request that is one: JSON-RPC 2.0, in UTF-8, with each name once, a method, and an id that is a text or a whole number.
    private static string? IdOf(byte[] bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            var message = JsonDocument.Parse(bytes, Strict).RootElement;
            return message.ValueKind == JsonValueKind.Object
                && message.TryGetProperty("jsonrpc", out var version) && version.ValueEquals("2.0")
                && message.TryGetProperty("method", out var method) && method.GetString() is not "subscriptions/listen"
                && !message.TryGetProperty("result", out _) && !message.TryGetProperty("error", out _)
                && message.TryGetProperty("id", out var id) ? TextOf(id) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement id) =>
        id.ValueKind == JsonValueKind.String ? "\"" + id.GetString()
        : id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture)
        : null;
}
