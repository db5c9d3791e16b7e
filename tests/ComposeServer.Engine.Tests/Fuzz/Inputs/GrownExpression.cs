namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>Expressions that grow out of the grammar (section 5 of the contract): most can be read, some are even right.</summary>
internal sealed class GrownExpression(Chance chance, IReadOnlyList<string> references)
{
    private static readonly string[] Literals = ["1", "0", "2.5", "-7", "1e400", "0.1", "28", "'x'", "\"y\"", "''", "'\\u00e9'", "'2026-01-01'", "'[a-z]+'", "'-30d'", "true", "false", "null", "[]", "[1, 'a', 2]"];

    private static readonly string[] Operators = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"];

    private static readonly string[] Functions =
        ("default exists if string number boolean json parseJson lower upper trim split join replace replaceAll capture captures contains startsWith endsWith keys values merge get concat first last slice flatten "
        + "sort sortBy unique zip sum min max round now date length count match search value").Split(' ');

    private static readonly string[] Segments = [".a", ".b.c", "['x y']", "[0]", "[-1]", "[1:3]", "[::-1]", "[*]", "..n", ".*", "[0, 'a']", "[99999999999]", "[?@.a]", "[?@.n > 1 && @.q != 'x']", "[?length(@) > $.n]", "[?match(@, 'a.*')]"];

    internal string Text(int depth) => (depth == 0 ? 8 : chance.Below(12)) switch
    {
        0 or 1 or 2 => $"{Text(depth - 1)} {chance.Of(Operators)} {Text(depth - 1)}",
        3 => $"({Text(depth - 1)})",
        4 => $"{chance.Of(["!", "-"])}{Text(depth - 1)}",
        5 or 6 or 7 => $"{chance.Of(Functions)}({chance.Some(0, 3, ", ", () => Text(depth - 1))}){(chance.OneIn(6) ? chance.Of(Segments) : "")}",
        _ => chance.OneIn(3) ? chance.Of(Literals) : Reference(),
    };

    internal string Reference() =>
        chance.Of(references) + chance.Some(0, 2, "", () => chance.Of(Segments)) + (chance.OneIn(5) ? "?" : "");
}
