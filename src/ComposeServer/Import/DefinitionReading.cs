using System.Collections.Immutable;

namespace ComposeServer.Import;

/// <summary>What a file with definitions came to.</summary>
/// <param name="Definitions">The definitions; empty when there are errors.</param>
/// <param name="Errors">What was refused.</param>
/// <param name="Notes">How things are meant here that are meant otherwise there.</param>
internal sealed record DefinitionReading(ImmutableArray<DefinitionText> Definitions, ImmutableArray<SourceProblem> Errors, ImmutableArray<SourceProblem> Notes);
