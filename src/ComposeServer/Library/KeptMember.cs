using System.Text.Json;

namespace ComposeServer.Library;

/// <summary>A member of the file that is not understood here, and is written again as it came.</summary>
internal sealed record KeptMember(string Name, JsonElement Value);
