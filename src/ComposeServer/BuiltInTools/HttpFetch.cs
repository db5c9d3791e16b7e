using ComposeServer.Engine.Tools;

namespace ComposeServer.BuiltInTools;

/// <summary><c>http__fetch</c>: one GET or HEAD request to a host that the settings allow.</summary>
internal static class HttpFetch
{
    internal static Tool Create(AllowedHosts hosts, BuiltInLimits limits, TimeProvider time)
    {
        // Lives as long as the process: its idle connections close by themselves.
        var session = new HttpSession(new HttpMessageInvoker(new GuardedConnection(hosts).Handler()), hosts, limits);
        return new Tool
        {
            Server = "http",
            BareName = "fetch",
            Name = "http__fetch",
            Description = "Fetches a URL by GET or HEAD from a host that settings.json allows, and gives status, headers and body; a status of 400 and above is no failure "
                + "(\"expect\": \"$this.status == 200\" makes it one). Redirects are followed as long as they stay with allowed hosts. For JSON: {{ parseJson($step1.text).field }}. "
                + "Example: {\"url\": \"https://api.example.com/items\"}",
            InputSchema = BuiltIn.Schema(Input),
            OutputSchema = BuiltIn.Schema(Output),
            Annotations = BuiltIn.ReadsTheWorld with { Title = "Fetch a URL" },
            Invoke = BuiltIn.Guarded((arguments, cancellationToken) =>
                Run(arguments.Knowing("url", "method", "headers", "maxBytes", "timeout"), session, limits, time, cancellationToken)),
        };
    }

    private const string Input = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "properties": {
            "url": { "type": "string", "minLength": 1, "description": "An absolute http or https URL, without user name or password." },
            "method": { "enum": ["GET", "HEAD"], "default": "GET" },
            "headers": { "type": "object", "additionalProperties": { "type": "string" }, "maxProperties": 50, "description": "Request headers by name, e.g. {\"Accept\": \"application/json\"}." },
            "maxBytes": { "type": "integer", "minimum": 1, "maximum": 8388608, "default": 1048576, "description": "The most bytes that the body may have; a larger one is an error, and never cut." },
            "timeout": { "type": "number", "exclusiveMinimum": 0, "maximum": 30, "default": 30, "description": "How long it may take in all, in seconds." }
          },
          "required": ["url"],
          "additionalProperties": false
        }
        """;

    private const string Output = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "properties": {
            "status": { "type": "integer", "description": "The HTTP status code." },
            "url": { "type": "string", "description": "Where the response came from, after redirects." },
            "headers": { "type": "object", "additionalProperties": { "type": "string" }, "description": "The response's headers; names in lower case." },
            "contentType": { "type": "string", "description": "The media type of the body, without parameters; absent when there is none." },
            "text": { "type": "string", "description": "The body, when it is text; of a HEAD request, empty." },
            "base64": { "type": "string", "contentEncoding": "base64", "description": "The body, when it is not text." }
          },
          "required": ["status", "url", "headers"],
          "additionalProperties": false
        }
        """;

    private static async ValueTask<ToolResult> Run(
        ToolArguments arguments, HttpSession session, BuiltInLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = FetchRequest.Read(arguments, limits);
        using var timeout = new CancellationTokenSource(request.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return ToolResult.Of(await session.FetchAsync(request, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ToolResult.Failed(FailureKind.Timeout, FormattableString.Invariant($"There was no whole answer within {request.Timeout.TotalSeconds} s."));
        }
    }
}
