using System.Runtime.InteropServices;

namespace ComposeServer.Engine.Json;

internal readonly partial struct Value
{
    /// <summary>Whether lists and objects stand in each other more than so many deep; a list of numbers is 1 deep.</summary>
    internal bool IsDeeperThan(int most)
    {
        if (_built is Value[] items)
            return most == 0 || Array.Exists(items, item => item.IsDeeperThan(most - 1));
        if (_built is Member[] members)
            return most == 0 || Array.Exists(members, member => member.Value.IsDeeperThan(most - 1));
        return Kind is ValueKind.List or ValueKind.Object && DepthOf(JsonMarshal.GetRawUtf8Value(_element)) > most;
    }

    // Brackets outside strings; the JSON is known to be good.
    private static int DepthOf(ReadOnlySpan<byte> json)
    {
        var (depth, deepest) = (0, 0);
        for (var i = 0; i < json.Length; i++)
            switch (json[i])
            {
                case (byte)'"': i = EndOfString(json, i + 1); break;
                case (byte)'[' or (byte)'{': deepest = Math.Max(deepest, ++depth); break;
                case (byte)']' or (byte)'}': depth--; break;
            }

        return deepest;
    }

    private static int EndOfString(ReadOnlySpan<byte> json, int at)
    {
        while (json[at] != (byte)'"')
            at += json[at] == (byte)'\\' ? 2 : 1;
        return at;
    }
}
