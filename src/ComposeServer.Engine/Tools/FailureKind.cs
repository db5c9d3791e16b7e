namespace ComposeServer.Engine.Tools;

/// <summary>Why a call, a step or a run failed.</summary>
internal enum FailureKind
{
    /// <summary>The tool itself answered with <c>isError</c>.</summary>
    ToolError,

    /// <summary>The server answered with a JSON-RPC error.</summary>
    Protocol,

    /// <summary>The arguments do not fit: found by us, or the server answered −32602.</summary>
    InvalidArguments,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The connection broke during the call, or what came back was not an answer.</summary>
    Transport,

    /// <summary>The server is not connected, or the tool is gone.</summary>
    Unavailable,

    /// <summary>The tool may not be called (the deny list).</summary>
    Denied,

    /// <summary>An expression or a reference gave no usable value.</summary>
    Expression,

    /// <summary>The step's <c>expect</c> does not hold.</summary>
    Expectation,

    /// <summary>A <c>fail</c> step.</summary>
    Fail,

    /// <summary>There is a question, and nobody who could be asked.</summary>
    NoElicitation,

    /// <summary>A person declined.</summary>
    Declined,

    /// <summary>A limit of a value.</summary>
    ValueLimit,

    /// <summary>A limit of the run: no <c>onError</c> can catch it.</summary>
    RunLimit,

    /// <summary>The output does not satisfy <c>outputSchema</c>.</summary>
    Output,

    /// <summary>The caller gave up.</summary>
    Cancelled,
}
