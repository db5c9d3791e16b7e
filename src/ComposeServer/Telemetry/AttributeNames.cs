namespace ComposeServer.Telemetry;

/// <summary>The names of what spans and metrics are told apart by. None of them holds arguments or values.</summary>
internal static class AttributeNames
{
    /// <summary>The composed tool that runs.</summary>
    internal const string Tool = "composer.tool";

    /// <summary>The run's id, as in <c>_meta["composer/run"]</c>.</summary>
    internal const string Run = "composer.run.id";

    /// <summary>The step's id, or <c>stepN</c>.</summary>
    internal const string Step = "composer.step";

    /// <summary>The full name of the tool that the step calls.</summary>
    internal const string Calls = "composer.step.tool";

    internal const string Status = "composer.status";

    /// <summary>How many calls the step made.</summary>
    internal const string Attempts = "composer.attempts";

    /// <summary>How many items a forEach had.</summary>
    internal const string Items = "composer.items";

    /// <summary>The kind of failure, as <c>$error.kind</c> says it (OpenTelemetry semantic conventions).</summary>
    internal const string ErrorType = "error.type";
}
