namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>The stable codes of faults.</summary>
internal static class FaultCodes
{
    internal const string Missing = "missing_argument";
    internal const string WrongType = "wrong_type";
    internal const string Unknown = "unknown_argument";
    internal const string Invalid = "invalid_argument";
    internal const string TooComplex = "too_complex";
}
