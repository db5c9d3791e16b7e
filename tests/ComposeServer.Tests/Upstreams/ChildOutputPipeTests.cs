using System.IO.Pipes;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class ChildOutputPipeTests
{
    [Fact]
    public void What_has_come_is_left_to_be_read()
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);
        ChildOutputPipe.WatchBriefly(reader);
        writer.Write("line\n"u8);
        ChildOutputPipe.WatchBriefly(reader);
        var buffer = new byte[16];
        Assert.Equal(5, reader.Read(buffer));
        Assert.Equal("line\n"u8, buffer.AsSpan(0, 5));
    }

    [Fact]
    public void A_pipe_that_is_closed_and_what_is_no_pipe_are_not_waited_for()
    {
        var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);
        writer.Dispose();
        ChildOutputPipe.WatchBriefly(reader);
        Assert.Equal(0, reader.Read(new byte[1]));
        reader.Dispose();
        Assert.Null(Record.Exception(() => ChildOutputPipe.WatchBriefly(Stream.Null)));
    }
}
