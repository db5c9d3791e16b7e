using System.Text;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>An input as a message shows it: in ASCII, and in full, so that it can be copied.</summary>
internal static class Shown
{
    internal static string Of(string text) => Of(Encoding.Unicode.GetBytes(text), text);

    internal static string Of(byte[] bytes) => Of(bytes, Encoding.Latin1.GetString(bytes));

    // What is not all plain is given in base64 too: of a text its UTF-16.
    private static string Of(byte[] exact, string text) =>
        text.All(c => c is >= ' ' and <= '~' or '\n') ? text : $"{string.Concat(text.Select(c => c is >= ' ' and <= '~' or '\n' ? c : '·'))}\nbase64: {Convert.ToBase64String(exact)}";
}
