namespace ComposeServer.Import.ToolHive;

/// <summary>A step of a composite tool.</summary>
/// <param name="Written">The id that it has there.</param>
/// <param name="Name">The id that it has here.</param>
/// <param name="Type"><c>tool</c>, <c>elicitation</c> or <c>forEach</c>.</param>
/// <param name="ReadsItems">Whether somebody reads a forEach's <c>iterations</c>, so that its items must have that shape.</param>
internal sealed record StepName(string Written, string Name, string Type, bool ReadsItems);
