using System.Buffers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Server.Questions;

/// <summary>What a call is: which tool, with which arguments (a hash of them, however they are spelled), by whom.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">SHA-256 of the arguments' canonical form, in hexadecimal.</param>
/// <param name="Caller">Who calls, where the transport knows it; else empty.</param>
internal readonly record struct CallBinding(string Tool, string Arguments, string Caller)
{
    internal static CallBinding Of(string tool, Value arguments, ClaimsPrincipal? user) => new(tool, Hash(arguments), CallerOf(user));

    private static string Hash(Value arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = 1024 }))
            Canonical.Write(arguments, writer);
        return Convert.ToHexString(SHA256.HashData(buffer.WrittenSpan));
    }

    private static string CallerOf(ClaimsPrincipal? user)
    {
        var claim = user?.FindFirst(ClaimTypes.NameIdentifier) ?? user?.FindFirst("sub") ?? user?.FindFirst(ClaimTypes.Upn) ?? user?.FindFirst(ClaimTypes.Name);
        return claim is null ? "" : $"{claim.Issuer}\n{claim.Type}\n{claim.Value}";
    }
}
