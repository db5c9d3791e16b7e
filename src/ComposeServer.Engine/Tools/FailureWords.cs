namespace ComposeServer.Engine.Tools;

/// <summary>The words for kinds of failure, as <c>$error.kind</c> gives them.</summary>
internal static class FailureWords
{
    internal static string Of(FailureKind kind) => kind switch
    {
        FailureKind.ToolError => "tool_error",
        FailureKind.Protocol => "protocol",
        FailureKind.InvalidArguments => "invalid_arguments",
        FailureKind.Timeout => "timeout",
        FailureKind.Transport => "transport",
        FailureKind.Unavailable => "unavailable",
        FailureKind.Denied => "denied",
        FailureKind.Expression => "expression",
        FailureKind.Expectation => "expectation",
        FailureKind.Fail => "fail",
        FailureKind.NoElicitation => "no_elicitation",
        FailureKind.Declined => "declined",
        FailureKind.ValueLimit => "value_limit",
        FailureKind.RunLimit => "run_limit",
        FailureKind.Output => "output",
        _ => "cancelled",
    };
}
