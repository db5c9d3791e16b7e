using System.Text;
using ComposeServer.Engine.Tools;

namespace ComposeServer.BuiltInTools;

/// <summary><c>files__read_text</c>: a file's text, as one text block, so that JSON in it can be used by its fields and still be written as it was.</summary>
internal static class FilesReadText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static Tool Create(FileRoots roots, BuiltInLimits limits) => new()
    {
        Server = "files",
        BareName = "read_text",
        Name = "files__read_text",
        Description = "Reads a text file (UTF-8) and gives its text, unchanged to the byte. Where the text is a JSON object or list, a later step may use its fields "
            + "($step1.name) as well as the text ($step1). Example: {\"path\": \"package.json\"}",
        InputSchema = BuiltIn.Schema("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "path": { "type": "string", "minLength": 1, "description": "The file: relative to the first folder that can be read, or absolute inside any of them." },
                "maxBytes": { "type": "integer", "minimum": 1, "maximum": 8388608, "default": 1048576, "description": "The most bytes that the file may have; a larger one is an error, and never cut." }
              },
              "required": ["path"],
              "additionalProperties": false
            }
            """),
        Annotations = BuiltIn.ReadsLocally with { Title = "Read a text file" },
        Invoke = BuiltIn.GuardedOnPool((arguments, _) => Run(arguments.Knowing("path", "maxBytes"), roots, limits)),
    };

    private static ToolResult Run(ToolArguments arguments, FileRoots roots, BuiltInLimits limits)
    {
        var most = arguments.Whole("maxBytes", limits.DefaultBytes, 1, limits.MaxBytes);
        var place = roots.Find(arguments.Text("path"), "path");
        return ToolResult.OfText(Decode(FileBytes.Read(place, most) ?? throw TooLarge(place, most, limits.MaxBytes)));
    }

    private static BuiltInFailureException TooLarge(FilePlace place, int most, int limit)
    {
        var size = new FileInfo(place.Path).Length;
        return BuiltInFailureException.Of(size > limit
            ? FormattableString.Invariant($"The file has {size} bytes, and {limit} can be read at most: have it read in parts by another tool.")
            : FormattableString.Invariant($"The file has {size} bytes, over the limit of {most}: set \"maxBytes\" to {size} or more (at most {limit})."));
    }

    private static string Decode(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
            throw BuiltInFailureException.Of("The file is UTF-16, and only UTF-8 is read; save it as UTF-8.");
        if (bytes.AsSpan().Contains((byte)0))
            throw BuiltInFailureException.Of("The file is no text: it holds NUL bytes.");
        try
        {
            // A byte order mark stays, because the text is to be what the file is.
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw BuiltInFailureException.Of("The file is no UTF-8 text; it is in another encoding, or binary.");
        }
    }
}
