using System.Text;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class ChildLinesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000_000)]
    public void Lines_come_whole_however_they_were_cut(int atOnce)
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => new string((char)('a' + (i % 26)), i * 7) + "\n")) + "not ended";
        Assert.Equal(text.Split('\n')[..^1], Read(new Pieces(Encoding.UTF8.GetBytes(text), atOnce)).Select(line => line.Text));
    }

    [Fact]
    public void A_line_that_is_longer_than_any_buffer_comes_whole_and_the_next_ones_too()
    {
        var big = new string('x', 5_000_000);
        Assert.Equal([big, "small", "", "last"], Read(new Pieces(Encoding.UTF8.GetBytes($"{big}\nsmall\n\nlast\n"), 4096)).Select(line => line.Text));
    }

    [Fact]
    public void It_is_said_whether_the_next_line_has_come_already() =>
        Assert.Equal([("a", true), ("b", false), ("c", false)], Read(new Pieces("a\nb\nc\n"u8.ToArray(), 5)));

    [Fact]
    public void A_line_without_end_is_given_up()
    {
        var lines = new ChildLines(new Endless());
        Assert.Throws<IOException>(() => lines.TryNext(out _, out _));
    }

    private static List<(string Text, bool More)> Read(Stream output)
    {
        var lines = new ChildLines(output);
        var read = new List<(string, bool)>();
        while (lines.TryNext(out var line, out var more))
            read.Add((Encoding.UTF8.GetString(line.Span), more));
        return read;
    }

    /// <summary>Gives at most so many bytes at once, as pipes do.</summary>
    private sealed class Pieces(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));
    }

    private sealed class Endless : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'x', offset, count);
            return count;
        }
    }
}
