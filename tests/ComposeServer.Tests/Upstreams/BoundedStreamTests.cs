using System.Text;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class BoundedStreamTests
{
    [Theory]
    [InlineData("0123456789", true)]
    [InlineData("01234567890", false)]
    [InlineData("01234\n\n56789", false)]
    public async Task A_message_that_is_the_whole_may_be_so_large(string sent, bool isRead) => Assert.Equal(isRead, await IsRead(sent, isEvents: false));

    [Theory]
    [InlineData("data: 12\n\n", true)]
    [InlineData("data: 12\n\ndata: 34\n\ndata: 56\n\n", true)]
    [InlineData("data: 12\r\n\r\ndata: 34\r\n\r\n", false)]
    [InlineData("data: \r\n\r\ndata: \r\n\r\n", true)]
    [InlineData("data:1\r\rdata:2\r\rdata:3\r\r", true)]
    [InlineData(": 1\n: 2\n: 3\n", false)]
    [InlineData("a\r\nb\r\nc\r\nd\r\n", false)]
    [InlineData("\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n", true)]
    [InlineData("data: 12345", false)]
    public async Task An_event_may_be_so_large_and_there_may_be_many(string sent, bool isRead) => Assert.Equal(isRead, await IsRead(sent, isEvents: true));

    // In pieces of every size, since a line's end may be cut in two.
    private static async Task<bool> IsRead(string sent, bool isEvents)
    {
        var bytes = Encoding.UTF8.GetBytes(sent);
        var outcomes = new HashSet<bool> { Read(bytes, isEvents) };
        for (var size = 1; size <= bytes.Length; size++)
            outcomes.Add(await ReadInPieces(bytes, isEvents, size));
        return Assert.Single(outcomes);
    }

    private static bool Read(byte[] bytes, bool isEvents)
    {
        using var stream = new BoundedStream(new MemoryStream(bytes), 10, isEvents);
        using var reader = new StreamReader(stream);
        try
        {
            Assert.Equal(Encoding.UTF8.GetString(bytes), reader.ReadToEnd());
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<bool> ReadInPieces(byte[] bytes, bool isEvents, int size)
    {
        await using var stream = new BoundedStream(new MemoryStream(bytes), 10, isEvents);
        var (piece, all) = (new byte[size], new List<byte>());
        try
        {
            while (await stream.ReadAsync(piece) is var read and > 0)
                all.AddRange(piece[..read]);
            Assert.Equal(bytes, all);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
