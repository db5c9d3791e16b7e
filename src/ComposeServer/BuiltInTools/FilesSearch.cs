using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;
using ComposeServer.Engine.Tools;

namespace ComposeServer.BuiltInTools;

/// <summary><c>files__search</c>: the lines of files in which a regular expression is found.</summary>
internal static class FilesSearch
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 10_000;

    internal static Tool Create(FileRoots roots, BuiltInLimits limits) => new()
    {
        Server = "files",
        BareName = "search",
        Name = "files__search",
        Description = "Searches text files line by line for a regular expression (ECMAScript; no look-around, no back-references), in the order of their paths. "
            + "Binary files, files over 8 MiB and symbolic links are left out. Example: {\"pattern\": \"TODO|FIXME\", \"glob\": \"src/**/*.cs\"}",
        InputSchema = BuiltIn.Schema("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "pattern": { "type": "string", "minLength": 1, "maxLength": 10000, "description": "The regular expression, found anywhere in a line." },
                "path": { "type": "string", "minLength": 1, "description": "The folder (or the one file) to search: relative to the first folder that can be read, or absolute inside any of them. Without it, all of them." },
                "glob": { "type": "string", "minLength": 1, "maxLength": 1000, "default": "**/*", "description": "Which files, by their path under the folder: * and ? within a name, ** for any folders, {a,b} for either." },
                "ignoreCase": { "type": "boolean", "default": false, "description": "Whether upper and lower case are the same." },
                "limit": { "type": "integer", "minimum": 1, "maximum": 10000, "default": 100, "description": "The most lines to give." }
              },
              "required": ["pattern"],
              "additionalProperties": false
            }
            """),
        OutputSchema = BuiltIn.Schema("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "matches": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "path": { "type": "string", "description": "Relative to the first folder that can be read, with /; absolute in the others." },
                      "line": { "type": "integer", "minimum": 1, "description": "The number of the line, from 1." },
                      "text": { "type": "string", "description": "The line without its end, cut after 1,000 characters." }
                    },
                    "required": ["path", "line", "text"],
                    "additionalProperties": false
                  }
                },
                "truncated": { "type": "boolean", "description": "Whether there is more that was not given or not looked at." },
                "skipped": { "type": "integer", "minimum": 0, "description": "How many files were left out, as binary, too large or unreadable." }
              },
              "required": ["matches", "truncated", "skipped"],
              "additionalProperties": false
            }
            """),
        Annotations = BuiltIn.ReadsLocally with { Title = "Search in files" },
        Invoke = BuiltIn.GuardedOnPool((arguments, cancellationToken) =>
            Run(arguments.Knowing("pattern", "path", "glob", "ignoreCase", "limit"), roots, limits, cancellationToken)),
    };

    private static ToolResult Run(ToolArguments arguments, FileRoots roots, BuiltInLimits limits, CancellationToken cancellationToken)
    {
        var search = new LineSearch(PatternOf(arguments), arguments.Whole("limit", DefaultLimit, 1, MaxLimit), limits);
        var walk = new FileWalk(new PathGlob(arguments.TextOrNull("glob") ?? "**/*"), limits.WalkedEntries);
        try
        {
            foreach (var place in Places(arguments.TextOrNull("path"), roots, walk, cancellationToken))
                if (!search.TryFile(place, cancellationToken))
                    break;
        }
        catch (PatternTimeoutException e)
        {
            throw BuiltInFailureException.Of($"On a line of a file, {e.Message}.");
        }

        return ToolResult.Of(BuiltIn.Object(
            new Member("matches", Value.Of(search.Matches.ToArray())),
            new Member("truncated", Value.Of(search.Truncated || walk.Stopped)),
            new Member("skipped", Value.Of(search.Skipped))));
    }

    private static Pattern PatternOf(ToolArguments arguments)
    {
        var expression = arguments.Text("pattern");
        if (expression.Length == 0)
            throw BuiltInFailureException.Arguments("\"pattern\" is empty; . finds every line that is not.");
        if (!Pattern.TryCreate(expression, PatternSyntax.EcmaScript, out var pattern, out var problem))
            throw BuiltInFailureException.Arguments($"The regular expression in \"pattern\" {problem}.");
        return arguments.Flag("ignoreCase") ? pattern.IgnoringCase() : pattern;
    }

    private static IEnumerable<FilePlace> Places(string? path, FileRoots roots, FileWalk walk, CancellationToken cancellationToken)
    {
        var start = path is null ? (FilePlace?)null : roots.Find(path, "path");
        if (start is { } file && !Directory.Exists(file.Path))
            return [file];
        return (start is { } folder ? [folder] : roots.All()).SelectMany(from => walk.Files(from, cancellationToken)).Select(found => found.Place);
    }
}
