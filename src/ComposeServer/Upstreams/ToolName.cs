using System.Security.Cryptography;
using System.Text;

namespace ComposeServer.Upstreams;

/// <summary>The listed name of an upstream's tool: <c>server__tool</c>, of at most 64 of the characters that clients allow.</summary>
internal static class ToolName
{
    internal const int Longest = 64;

    private const int HashDigits = 8;

    /// <summary>The name; the same for the same server and tool, today and tomorrow.</summary>
    internal static string Of(string server, string bareName)
    {
        var sane = string.Concat(bareName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '_'));
        var name = $"{server}__{sane}";
        return sane == bareName && name.Length <= Longest ? name : Marked(name, $"{server}__{bareName}");
    }

    /// <summary>Another name for a tool whose first one is taken.</summary>
    internal static string Other(string server, string bareName) => Marked(Of(server, bareName), $"{server}__{bareName}__");

    private static string Marked(string name, string whole)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..HashDigits];
        return $"{name[..Math.Min(name.Length, Longest - HashDigits - 1)]}_{hash}";
    }
}
