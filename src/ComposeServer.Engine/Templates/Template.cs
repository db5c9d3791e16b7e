using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Templates;

/// <summary>A bound template (section 5 of the contract): any JSON value with expressions in its strings.</summary>
internal sealed record Template(TemplateNode Root, JsonPointer Path)
{
    internal ImmutableArray<BoundReference> References { get; } = Collect(Root);

    /// <summary>Whether all of it could be read; one with a fault in it is only there to be checked, and never runs.</summary>
    internal bool IsWhole { get; private init; } = true;

    /// <summary>The reference that is the whole template; null when it is anything else.</summary>
    internal Expression? Reference => Root is ExpressionNode { Expression: { IsReference: true } reference } ? reference : null;

    /// <summary>Reads a template and binds what is in it; faults are added, and the rest is read all the same.</summary>
    internal static Template Read(JsonElement written, JsonPointer path, Scope scope, ProblemList problems)
    {
        var reader = new TemplateReader(scope, problems);
        return new Template(reader.Read(written, path), path) { IsWhole = reader.IsWhole };
    }

    /// <summary>What stands for a template that could not be read at all.</summary>
    internal static Template Unread(JsonPointer path) => new(UnreadNode.Instance, path) { IsWhole = false };

    /// <summary>The references in it, each with the place of the string that it stands in.</summary>
    internal IEnumerable<(JsonPointer Path, BoundReference Reference)> PlacedReferences() => Place(Root, Path);

    private static IEnumerable<(JsonPointer Path, BoundReference Reference)> Place(TemplateNode node, JsonPointer path) => node switch
    {
        ObjectNode members => members.Members.SelectMany(member => Place(member.Node, path.At(member.Name))),
        ListNode list => list.Elements.SelectMany((element, index) => Place(element, path.At(index))),
        _ => Collect(node).Select(reference => (path, reference)),
    };

    private static ImmutableArray<BoundReference> Collect(TemplateNode root)
    {
        var references = ImmutableArray.CreateBuilder<BoundReference>();
        root.Collect(references);
        return references.ToImmutable();
    }
}
