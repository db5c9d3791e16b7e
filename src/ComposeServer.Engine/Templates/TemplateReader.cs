using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Templates;

/// <summary>Walks a template's JSON; a part without expressions stays one literal, whatever its size.</summary>
internal sealed class TemplateReader(Scope scope, ProblemList problems)
{
    /// <returns>The node; null when there is a fault in it.</returns>
    internal TemplateNode? Read(JsonElement written, JsonPointer path) => written.ValueKind switch
    {
        JsonValueKind.String => new StringReader(scope, problems, path).Read(JsonText.StringOf(written)),
        JsonValueKind.Array => ReadList(written, path),
        JsonValueKind.Object => ReadObject(written, path),
        _ => new LiteralNode(Value.Of(written)),
    };

    private TemplateNode? ReadList(JsonElement written, JsonPointer path)
    {
        var nodes = ImmutableArray.CreateBuilder<TemplateNode>(written.GetArrayLength());
        var (place, whole) = (0, true);
        foreach (var element in written.EnumerateArray())
        {
            if (Read(element, path.At(place++)) is { } node)
                nodes.Add(node);
            else
                whole = false;
        }

        if (!whole)
            return null;
        var elements = nodes.MoveToImmutable();
        return AllLiteral(elements) ? new LiteralNode(Value.Of([.. elements.Select(LiteralOf)])) : new ListNode(elements);
    }

    private TemplateNode? ReadObject(JsonElement written, JsonPointer path)
    {
        var nodes = ImmutableArray.CreateBuilder<(string Name, TemplateNode Node)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var whole = true;
        foreach (var property in written.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            whole &= CheckKey(name, path, seen);
            if (Read(property.Value, path.At(name)) is { } node)
                nodes.Add((name, node));
            else
                whole = false;
        }

        if (!whole)
            return null;
        var members = nodes.ToImmutable();
        return members.All(m => m.Node.IsLiteral)
            ? new LiteralNode(Value.Of([.. members.Select(m => new Member(m.Name, LiteralOf(m.Node)))]))
            : new ObjectNode(members);
    }

    private bool CheckKey(string name, JsonPointer path, HashSet<string> seen)
    {
        if (!seen.Add(name))
        {
            problems.Error(path.At(name), "duplicate_field", $"\"{name}\" is written twice.", "Keep one of them");
            return false;
        }

        if (NearMiss.InText(name, scope) is null && !NearMiss.IsExpression(name, scope))
            return true;
        problems.Error(path.At(name), "reference_in_key", "A name of an object is literal: it cannot be a reference.", "Use the reference as a value, or build the object with merge(…) in an expression");
        return false;
    }

    private static bool AllLiteral(ImmutableArray<TemplateNode> nodes)
    {
        foreach (var node in nodes)
            if (!node.IsLiteral)
                return false;
        return true;
    }

    private static Value LiteralOf(TemplateNode node) => ((LiteralNode)node).Literal;
}
