using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ComposeServer.Server.Questions;

/// <summary>
/// What is handed out as <c>requestState</c>: 256 random bits that say nothing. It is kept only as its hash, by which it is looked
/// up, so that how long that takes tells nothing of other handles.
/// </summary>
internal static class StateHandle
{
    private const int Bytes = 32;

    internal static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    internal static string HashOf(string handle) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(handle)));
}
