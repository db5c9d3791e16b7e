using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Templates;

/// <summary>Walks a template's JSON; a part without expressions stays one literal, whatever its size.</summary>
internal sealed class TemplateReader(Scope scope, ProblemList problems)
{
    /// <summary>Whether there was no fault so far.</summary>
    internal bool IsWhole { get; private set; } = true;

    internal TemplateNode Read(JsonElement written, JsonPointer path) => written.ValueKind switch
    {
        JsonValueKind.String => new StringReader(scope, problems, path).Read(JsonText.StringOf(written)) ?? Unread(),
        JsonValueKind.Array => ReadList(written, path),
        JsonValueKind.Object => ReadObject(written, path),
        _ => new LiteralNode(Value.Of(written)),
    };

    private UnreadNode Unread()
    {
        IsWhole = false;
        return UnreadNode.Instance;
    }

    private TemplateNode ReadList(JsonElement written, JsonPointer path)
    {
        var nodes = ImmutableArray.CreateBuilder<TemplateNode>(written.GetArrayLength());
        foreach (var element in written.EnumerateArray())
            nodes.Add(Read(element, path.At(nodes.Count)));
        var elements = nodes.MoveToImmutable();
        return AllLiteral(elements) ? new LiteralNode(Value.Of([.. elements.Select(LiteralOf)])) : new ListNode(elements);
    }

    private TemplateNode ReadObject(JsonElement written, JsonPointer path)
    {
        var nodes = ImmutableArray.CreateBuilder<(string Name, TemplateNode Node)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in written.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            var node = Read(property.Value, path.At(name));
            // What is no name of a member is not one that somebody could miss or not know.
            if (CheckKey(name, path, seen))
                nodes.Add((name, node));
            else
                IsWhole = false;
        }

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
