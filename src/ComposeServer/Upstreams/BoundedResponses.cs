namespace ComposeServer.Upstreams;

/// <summary>Bounds every message that comes in responses: the SDK reads each whole, however large it is.</summary>
/// <param name="limit">The most bytes of a message.</param>
internal sealed class BoundedResponses(long limit) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var (headers, isEvents) = (response.Content.Headers, response.Content.Headers.ContentType?.MediaType == "text/event-stream");
        var bounded = new StreamContent(new BoundedStream(await response.Content.ReadAsStreamAsync(cancellationToken), limit, isEvents));
        foreach (var (name, values) in headers.NonValidated)
            bounded.Headers.TryAddWithoutValidation(name, values);
        response.Content = bounded;
        return response;
    }
}
