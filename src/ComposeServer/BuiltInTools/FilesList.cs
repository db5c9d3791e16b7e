using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.BuiltInTools;

/// <summary><c>files__list</c>: the files under a folder that a pattern takes.</summary>
internal static class FilesList
{
    private const int DefaultLimit = 1_000;
    private const int MaxLimit = 10_000;

    internal static Tool Create(FileRoots roots, BuiltInLimits limits) => new()
    {
        Server = "files",
        BareName = "list",
        Name = "files__list",
        Description = "Lists the files under a folder, sorted by path, hidden ones too; symbolic links are left out. "
            + "Without path, every folder that can be read is listed. Each path can be given to files__read_text as it is. "
            + "Example: {\"glob\": \"src/**/*.{ts,js}\"}",
        InputSchema = BuiltIn.Schema("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "path": { "type": "string", "minLength": 1, "description": "The folder to list: relative to the first folder that can be read, or absolute inside any of them." },
                "glob": { "type": "string", "minLength": 1, "maxLength": 1000, "default": "**/*", "description": "Which files, by their path under the folder: * and ? within a name, ** for any folders, {a,b} for either. *.md takes the folder itself only, **/*.md everything below." },
                "limit": { "type": "integer", "minimum": 1, "maximum": 10000, "default": 1000, "description": "The most files to give." }
              },
              "additionalProperties": false
            }
            """),
        OutputSchema = BuiltIn.Schema("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "files": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "path": { "type": "string", "description": "Relative to the first folder that can be read, with /; absolute in the others." },
                      "size": { "type": "integer", "minimum": 0, "description": "In bytes." },
                      "modified": { "type": "string", "format": "date-time", "description": "When its content changed last, UTC." }
                    },
                    "required": ["path", "size", "modified"],
                    "additionalProperties": false
                  }
                },
                "truncated": { "type": "boolean", "description": "Whether there are more than were given or looked at." }
              },
              "required": ["files", "truncated"],
              "additionalProperties": false
            }
            """),
        Annotations = BuiltIn.ReadsLocally with { Title = "List files" },
        Invoke = BuiltIn.GuardedOnPool((arguments, cancellationToken) => Run(arguments.Knowing("path", "glob", "limit"), roots, limits, cancellationToken)),
    };

    private static ToolResult Run(ToolArguments arguments, FileRoots roots, BuiltInLimits limits, CancellationToken cancellationToken)
    {
        var limit = arguments.Whole("limit", DefaultLimit, 1, MaxLimit);
        var walk = new FileWalk(new PathGlob(arguments.TextOrNull("glob") ?? "**/*"), limits.WalkedEntries);
        var files = new List<Value>();
        var truncated = false;
        foreach (var start in Folders(arguments.TextOrNull("path"), roots))
            foreach (var (place, file) in walk.Files(start, cancellationToken))
                if (!(truncated = files.Count == limit))
                    files.Add(Described(place, file));
                else
                    return Listed(files, truncated);
        return Listed(files, walk.Stopped);
    }

    private static List<FilePlace> Folders(string? path, FileRoots roots)
    {
        if (path is null)
            return roots.All();
        var place = roots.Find(path, "path");
        return Directory.Exists(place.Path) ? [place] : throw BuiltInFailureException.Of("\"path\" names a file, not a folder; files__read_text reads it.");
    }

    private static Value Described(FilePlace place, FileInfo file) => BuiltIn.Object(
        new Member("path", Value.Of(place.Name)),
        new Member("size", Value.Of(file.Length)),
        new Member("modified", Value.Of(Timestamp.Of(file.LastWriteTimeUtc))));

    private static ToolResult Listed(List<Value> files, bool truncated) =>
        ToolResult.Of(BuiltIn.Object(new Member("files", Value.Of(files.ToArray())), new Member("truncated", Value.Of(truncated))));
}
