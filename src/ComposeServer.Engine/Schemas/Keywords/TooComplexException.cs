namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>Judging a value took more work, or went deeper, than is allowed.</summary>
internal sealed class TooComplexException : Exception;
