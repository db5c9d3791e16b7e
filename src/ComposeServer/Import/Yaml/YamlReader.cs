using System.Collections.Immutable;
using ComposeServer.Engine.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ComposeServer.Import.Yaml;

/// <summary>Reads YAML as the JSON that it stands for, in the core schema of YAML 1.2. What is wrong is collected; broken syntax ends the reading.</summary>
internal sealed class YamlReader
{
    /// <summary>How much the aliases of a file may come to when they are written out, in characters.</summary>
    private const long LargestExpanded = 4 * 1024 * 1024;

    private const string TagPrefix = "tag:yaml.org,2002:";

    private readonly Parser _events;
    private readonly List<SourceProblem> _problems;
    private readonly Dictionary<string, SourceNode?> _anchors = new(StringComparer.Ordinal);

    // A name is a text, whatever it would be as a value: 007 stays 007.
    private readonly Dictionary<SourceScalar, string> _written = new(ReferenceEqualityComparer.Instance);
    private long _expanded;

    private YamlReader(string text, List<SourceProblem> problems)
    {
        _events = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <summary>Reads the documents of a file.</summary>
    internal static ImmutableArray<SourceNode> Read(string text, List<SourceProblem> problems)
    {
        var documents = ImmutableArray.CreateBuilder<SourceNode>();
        var reader = new YamlReader(text, problems);
        try
        {
            reader._events.Consume<StreamStart>();
            while (reader._events.TryConsume<DocumentStart>(out _))
                documents.Add(reader.Document());
        }
        catch (YamlException e)
        {
            problems.Add(new SourceProblem(PlaceOf(e.Start), "yaml_syntax", $"This is no YAML: {e.Message.TrimEnd('.')}."));
        }

        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser has no better words for some broken files, nor a place.
            problems.Add(new SourceProblem(PlaceOf(reader._events.Current?.End ?? Mark.Empty), "yaml_syntax", "This is no YAML from here on."));
        }

        return documents.ToImmutable();
    }

    private SourceNode Document()
    {
        _anchors.Clear();
        var root = Node(depth: 0);
        _events.Consume<DocumentEnd>();
        return root;
    }

    private SourceNode Node(int depth)
    {
        if (_events.TryConsume<AnchorAlias>(out var alias))
            return Alias(alias, depth);
        if (_events.Current is not NodeEvent start)
            throw new YamlException(_events.Current!.Start, _events.Current.End, "a value is missing here");
        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null)
            _anchors[anchor] = null;
        SourceNode node = start switch
        {
            SequenceStart => ReadList(depth + 1),
            MappingStart => ReadObject(depth + 1),
            _ => ReadScalar(),
        };
        if (anchor is not null)
            _anchors[anchor] = node;
        return node;
    }

    private SourceNode Alias(AnchorAlias alias, int depth)
    {
        var place = PlaceOf(alias.Start);
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
            Refuse(place, "unknown_anchor", $"There is no anchor \"&{alias.Value.Value}\" before this alias.");
        else if (node is null)
            Refuse(place, "recursive_alias", $"\"*{alias.Value.Value}\" stands inside what it is an alias for, which would have no end.");
        else if ((_expanded += node.Size) > LargestExpanded)
            throw new YamlException(alias.Start, alias.End, $"the aliases come to more than {LargestExpanded} characters when they are written out");
        else if (depth + node.Depth > JsonText.MaxDepth)
            throw TooDeep(alias);
        SourceNode found = node ?? new SourceScalar(place, Value.Null);
        return found with { Place = place };
    }

    private SourceList ReadList(int depth)
    {
        var start = _events.Consume<SequenceStart>();
        CheckDepth(depth, start);
        CheckTag(start, "seq");
        var items = ImmutableArray.CreateBuilder<SourceNode>();
        while (!_events.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth));
        return new SourceList(PlaceOf(start.Start), items.ToImmutable());
    }

    private SourceObject ReadObject(int depth)
    {
        var start = _events.Consume<MappingStart>();
        CheckDepth(depth, start);
        CheckTag(start, "map");
        var members = ImmutableArray.CreateBuilder<SourceMember>();
        var names = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!_events.TryConsume<MappingEnd>(out _))
            if (Member(depth) is { } member && IsNew(member, names))
                members.Add(member);
        return new SourceObject(PlaceOf(start.Start), members.ToImmutable());
    }

    private SourceMember? Member(int depth)
    {
        var start = _events.Current!;
        var place = PlaceOf(start.Start);
        var isMerge = start is Scalar { Style: ScalarStyle.Plain, Value: "<<", Tag.IsEmpty: true };
        var isName = start is Scalar or AnchorAlias;
        var name = Node(depth);
        var value = Node(depth);
        if (isMerge)
            Refuse(place, "merge_key", "The merge key \"<<\" is no part of YAML 1.2, and is not taken.", "Write the members out, or use an alias for a whole value");
        else if (!isName || name is not SourceScalar scalar)
            Refuse(place, "yaml_key", "A name of an object must be a text.");
        else
            return new SourceMember(_written.GetValueOrDefault(scalar, scalar.Value.IsText ? scalar.Value.Text() : scalar.Value.ToJson()), place, value);
        return null;
    }

    private bool IsNew(SourceMember member, Dictionary<string, Place> names)
    {
        if (names.TryAdd(member.Name, member.Place))
            return true;
        Refuse(member.Place, "duplicate_key", $"\"{member.Name}\" is written twice: first in line {names[member.Name].Line}.", "Keep one of them");
        return false;
    }

    private SourceScalar ReadScalar()
    {
        var scalar = _events.Consume<Scalar>();
        var place = PlaceOf(scalar.Start);
        var node = new SourceScalar(place, Resolve(scalar, place));
        if (!node.Value.IsText)
            _written[node] = scalar.Value;
        return node;
    }

    private Value Resolve(Scalar scalar, Place place)
    {
        var tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        var isPlain = scalar.Style == ScalarStyle.Plain;
        if (tag is "" && isPlain)
            return CoreScalar.Resolve(scalar.Value) ?? Refused(place, "yaml_number", $"JSON has no number \"{scalar.Value}\".", "null, or the text in quotes");
        if (tag is "" or "!" or TagPrefix + "str")
            return Value.Of(scalar.Value);
        if (tag is not (TagPrefix + "int" or TagPrefix + "float" or TagPrefix + "bool" or TagPrefix + "null"))
            return Refused(place, "yaml_tag", $"The tag \"{tag}\" is not one of JSON's types.", "Leave the tag out");
        return CoreScalar.Resolve(scalar.Value) is { IsText: false } value && KindOf(value) == tag[TagPrefix.Length..].Replace("float", "int", StringComparison.Ordinal)
            ? value
            : Refused(place, "yaml_tag", $"What stands behind the tag \"!!{tag[TagPrefix.Length..]}\" is none.", "Leave the tag out");
    }

    private static string KindOf(Value value) => value.Kind switch
    {
        Engine.Json.ValueKind.Number => "int",
        Engine.Json.ValueKind.Boolean => "bool",
        _ => "null",
    };

    private void CheckTag(NodeEvent start, string type)
    {
        if (!start.Tag.IsEmpty && start.Tag.Value != "!" && start.Tag.Value != TagPrefix + type)
            Refuse(PlaceOf(start.Start), "yaml_tag", $"The tag \"{start.Tag.Value}\" is not one of JSON's types.", "Leave the tag out");
    }

    private static void CheckDepth(int depth, NodeEvent start)
    {
        if (depth > JsonText.MaxDepth)
            throw TooDeep(start);
    }

    private static YamlException TooDeep(ParsingEvent at) => new(at.Start, at.End, $"it nests deeper than {JsonText.MaxDepth} levels");

    private void Refuse(Place place, string code, string message, string? suggestion = null) => _problems.Add(new SourceProblem(place, code, message, suggestion));

    private Value Refused(Place place, string code, string message, string suggestion)
    {
        Refuse(place, code, message, suggestion);
        return Value.Null;
    }

    private static Place PlaceOf(Mark mark) => new(mark.Line, mark.Column);
}
