using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <content>What operators take and give (sections 4 to 6 of the contract).</content>
internal sealed partial class Binder
{
    private BoundOperation Logical(BinaryNode node, Bound left, Bound right)
    {
        MustBeBoolean(left, node.Operator.Symbol());
        MustBeBoolean(right, node.Operator.Symbol());
        return new BoundOperation(node, JsonType.Boolean, node.Operator, left, right);
    }

    private BoundOperation Comparison(BinaryNode node, Bound left, Bound right)
    {
        if (node.Operator > Operator.NotEqual)
            MustHaveOrder(node, left, right);
        return new BoundOperation(node, JsonType.Boolean, node.Operator, left, right);
    }

    private BoundOperation Arithmetic(BinaryNode node, Bound left, Bound right)
    {
        MustBeNumber(left, node.Operator.Symbol());
        MustBeNumber(right, node.Operator.Symbol());
        var whole = node.Operator != Operator.Divide && left.Type.Kinds == Kinds.Integer && right.Type.Kinds == Kinds.Integer;
        return new BoundOperation(node, whole ? JsonType.Integer : JsonType.Number, node.Operator, left, right);
    }

    // A type of which nothing is left says that its schema is wrong, not that this use is.
    private static bool CannotBe(JsonType type, Kinds kinds) => type.Kinds != Kinds.None && (type.Kinds & kinds) == 0;

    private static JsonType Narrowed(JsonType type) => type.Kinds == Kinds.Integer ? JsonType.Integer : JsonType.Number;

    private void MustBeBoolean(Bound operand, string where)
    {
        if (CannotBe(operand.Type, Kinds.Boolean))
            Report(operand.Syntax.Position, "wrong_type", $"{where} takes booleans, and {operand.Shown} is {operand.Type.Kinds.NamesWithArticle()}; compare it, or ask exists(…)");
    }

    private void MustBeNumber(Bound operand, string symbol)
    {
        MustNotBeNothing(operand, symbol, "0");
        if (!CannotBe(operand.Type, Kinds.Number))
            return;
        var text = operand.Type.Kinds == Kinds.Text;
        var remedy = !text ? "" : symbol == "+" ? "; texts are joined in a template, or with join([…], '')" : "; write number(…) around it";
        Report(operand.Syntax.Position, "wrong_type", $"{symbol} takes numbers, and {operand.Shown} is {operand.Type.Kinds.NamesWithArticle()}{remedy}", text && symbol != "+" ? $"number({operand.Shown})" : null);
    }

    private void MustHaveOrder(BinaryNode node, Bound left, Bound right)
    {
        var symbol = node.Operator.Symbol();
        foreach (var operand in (ReadOnlySpan<Bound>)[left, right])
            if (CannotBe(operand.Type, Kinds.Number | Kinds.Text))
            {
                Report(operand.Syntax.Position, "wrong_type", $"{symbol} takes two numbers or two texts, and {operand.Shown} is {operand.Type.Kinds.NamesWithArticle()}");
                return;
            }

        var (one, other) = (left.Type.Kinds, right.Type.Kinds);
        if (((one & Kinds.Number) == 0 || (other & Kinds.Number) == 0) && (one & other & Kinds.Text) == 0)
            Report(node.Position, "wrong_type", $"{symbol} takes two numbers or two texts, and {left.Shown} is {one.NamesWithArticle()} and {right.Shown} is {other.NamesWithArticle()}");
    }

    /// <summary>Refuses a Nothing that is known of now (section 6 of the contract); one that a function gives fails when it runs.</summary>
    private void MustNotBeNothing(Bound operand, string where, string other, bool inFilter = false)
    {
        var written = operand is BoundQuery query ? query.Written : operand.Shown;
        if (operand is BoundQuery { Nothing: NothingSource.Function, Origin: BoundOrigin.OfRoot { Root.MayLackStep: true } } && !inFilter && _guards == 0)
            Report(operand.Syntax.Position, "skippable_reference", $"{operand.Shown} may have no value, for its step may end without one, and {where} needs a value; the run then fails", $"default({written}, {other})", warning: true);
        if (operand.Nothing != NothingSource.Reference)
            return;
        Report(operand.Syntax.Position, "may_be_nothing", $"{operand.Shown} may find nothing, and {where} needs a value: say which with default(…)", $"default({written}, {other})");
    }
}
