using System.Collections.Immutable;
using ComposeServer.Composing;
using ComposeServer.Engine.Json;
using ComposeServer.Import;

namespace ComposeServer.Cli;

/// <summary>Puts imported definitions into the library, as composing them would.</summary>
internal static class ImportSaving
{
    internal static async Task<bool> SaveAsync(VerbOptions options, string file, ImmutableArray<DefinitionText> definitions, bool replace, CancellationToken cancellationToken)
    {
        using var loggers = options.Loggers();
        await using var composition = options.Open(loggers, NeededServers.Of(definitions.Select(d => d.Json), options, loggers).Contains);
        await composition.Waits.ForAll(cancellationToken);
        var isSaved = true;
        foreach (var definition in definitions)
        {
            var request = Value.Of([new Member("definition", Value.Of(definition.Json)), new Member("replace", Value.Of(replace))]);
            var answer = await composition.Composer.ComposeAsync(request, Consent.Given, cancellationToken);
            isSaved &= !answer.IsError;
            await Console.Error.WriteLineAsync(answer.IsError ? $"{file}: {definition.Name} is not saved:" : $"{file}: {definition.Name} is saved.");
            ProblemPrinter.Print(Console.Error, file, answer.Problems, definition);
        }

        return isSaved;
    }
}
