using System.Text.Json;
using System.Text.RegularExpressions;
using ComposeServer.Engine.Tests.Expressions;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>The rows of the contract's tables and the sentences of its order (<c>Rows/rows.json</c>), and the cases that name them in <c>rows</c>.</summary>
public sealed class RowsTests
{
    private static readonly string Folder = Path.Combine(Checkout.Folder!, "tests", "ComposeServer.Engine.Tests");

    // The functions of section 5; each is tried by an expression that calls it and looks at the result.
    private static readonly string[] Functions = ("default exists if string number boolean json parseJson lower upper trim split join replace replaceAll capture captures contains startsWith endsWith "
        + "keys values merge get concat first last slice flatten sort sortBy unique zip sum min max round now date length count match search value").Split(' ');

    [Fact]
    public void Every_row_has_a_case()
    {
        var covered = Cases().SelectMany(Rows).ToHashSet();
        Assert.Empty(Known().Except(covered));
        Assert.Empty(covered.Except(Known()));
    }

    [Fact]
    public void Every_function_has_a_case()
    {
        var tried = Cases().Where(test => test.TryGetProperty("expr", out _) && (test.TryGetProperty("result", out _) || test.TryGetProperty("nothing", out _)))
            .SelectMany(test => Regex.Matches(test.GetProperty("expr").GetString()!, @"\b([A-Za-z]+)\(").Select(call => call.Groups[1].Value))
            .ToHashSet();
        Assert.Empty(Functions.Except(tried));
    }

    private static IEnumerable<string> Known() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "Cases", "Rows", "rows.json"))).RootElement.EnumerateObject().Select(row => row.Name);

    private static IEnumerable<JsonElement> Cases() => Directory.GetFiles(Path.Combine(Folder, "Cases"), "*.json")
        .Concat(Directory.GetFiles(Path.Combine(Folder, "Expressions", "Cases"), "*.json"))
        .SelectMany(file => JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { MaxDepth = 200 }).RootElement.GetProperty("cases").EnumerateArray());

    private static IEnumerable<string> Rows(JsonElement test) =>
        test.TryGetProperty("rows", out var rows) ? rows.EnumerateArray().Select(row => row.GetString()!) : [];
}
