using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Cli;

/// <summary>What <c>--input</c> gives: JSON written out, <c>@FILE</c>, or <c>-</c> for standard input.</summary>
internal static class InputArguments
{
    /// <summary>Reads it; null with a reason when it is no JSON object.</summary>
    internal static Value? Read(string? input, out string? problem)
    {
        problem = null;
        if (input is null)
            return Value.EmptyObject;
        if (input == "@")
        {
            problem = "--input @ needs the name of a file behind it.";
            return null;
        }

        try
        {
            if (JsonText.TryParse(TextOf(input), out var element) && element.ValueKind == JsonValueKind.Object)
                return Value.Of(element);
            problem = "--input must be one JSON object, such as --input '{\"name\": \"value\"}'.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"--input cannot be read: {e.Message}";
        }

        return null;
    }

    private static string TextOf(string input)
    {
        if (input == "-")
            return Console.In.ReadToEnd();
        return input.StartsWith('@') ? File.ReadAllText(input[1..]) : input;
    }
}
