using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ComposeServer.Engine.Json;

internal readonly partial struct Value
{
    /// <summary>About how many bytes the value takes as JSON; counting stops once it is over the limit.</summary>
    internal long SizeUpTo(long limit)
    {
        long size = _built switch
        {
            null => _element.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(_element).Length,
            string text => Encoding.UTF8.GetByteCount(text) + 2,
            BuiltNumber number => number.Spelling.Length,
            _ => 2,
        };
        if (_built is Value[] items)
            for (var i = 0; i < items.Length && size <= limit; i++)
                size += items[i].SizeUpTo(limit - size) + 1;
        if (_built is Member[] members)
            for (var i = 0; i < members.Length && size <= limit; i++)
                size += members[i].Name.Length + 4 + members[i].Value.SizeUpTo(limit - size);
        return size;
    }
}
