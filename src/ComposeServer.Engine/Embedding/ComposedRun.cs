using System.Text.Json;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Embedding;

/// <summary>How a run of a composed tool ended.</summary>
public sealed class ComposedRun
{
    internal ComposedRun(RunResult result)
    {
        Succeeded = result.Failure is null;
        Output = Succeeded ? result.Output.ToElement() : default;
        Error = result.Failure is { } failure ? RunReport.Of(result.Run, failure) : null;
        ErrorKind = result.Failure is { } why ? FailureWords.Of(why.Failure.Kind) : null;
        Trace = RunTrace.Of(result).ToElement();
    }

    /// <summary>Whether there is an output.</summary>
    public bool Succeeded { get; }

    /// <summary>What it gave; undefined when it failed.</summary>
    public JsonElement Output { get; }

    /// <summary>What failed, and what had happened by then, for a model or a person; null when nothing did.</summary>
    public string? Error { get; }

    /// <summary>The kind of failure, such as <c>tool_error</c> or <c>timeout</c>; null when it succeeded.</summary>
    public string? ErrorKind { get; }

    /// <summary>What happened in it, as <c>_meta["composer/run"]</c> holds it (section 10 of the contract).</summary>
    public JsonElement Trace { get; }
}
