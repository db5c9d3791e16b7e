using ComposeServer.Engine.Expressions.Functions;

namespace ComposeServer.Engine.Tests.Expressions;

/// <summary>The table of section 5 of the contract, as messages show it.</summary>
public sealed class FunctionTableTests
{
    private static readonly string[] Table =
    [
        "boolean(text): a test",
        "capture(text, regular expression): perhaps nothing",
        "captures(text, regular expression)",
        "concat(list, …): any number",
        "contains(text or list, value): a test",
        "count(query): standard",
        "date(text or seconds, shift?, format?): 2 optional",
        "default(value, other)",
        "endsWith(text, end): a test",
        "exists(value): a test",
        "first(list): perhaps nothing",
        "flatten(list)",
        "get(object or list, key): perhaps nothing",
        "if(boolean, value, other)",
        "join(list, separator)",
        "json(value)",
        "keys(object)",
        "last(list): perhaps nothing",
        "length(text, list or object): standard",
        "lower(text)",
        "match(text, regular expression): standard, a test",
        "max(list): perhaps nothing",
        "merge(object, …): any number",
        "min(list): perhaps nothing",
        "now()",
        "number(text)",
        "parseJson(text)",
        "replace(text, old, new)",
        "replaceAll(text, regular expression, new)",
        "round(number, digits?): 1 optional",
        "search(text, regular expression): standard, a test",
        "slice(text or list, from, to?): 1 optional",
        "sort(list)",
        "sortBy(list, name)",
        "split(text, separator)",
        "startsWith(text, start): a test",
        "string(value)",
        "sum(list)",
        "trim(text)",
        "unique(list)",
        "upper(text)",
        "value(query): standard, perhaps nothing",
        "values(object)",
        "zip(list, list)",
    ];

    [Fact]
    public void Every_function_takes_and_is_what_the_contract_says() =>
        Assert.Equal(Table, FunctionTable.Names.Order(StringComparer.Ordinal).Select(name => Said(FunctionTable.Find(name)!)));

    private static string Said(Function function)
    {
        string[] said =
        [
            .. function.IsStandard ? ["standard"] : (string[])[],
            .. function.IsTest ? ["a test"] : (string[])[],
            .. function.MayGiveNothing ? ["perhaps nothing"] : (string[])[],
            .. function.Repeats ? ["any number"] : (string[])[],
            .. function.Optional > 0 ? [$"{function.Optional} optional"] : (string[])[],
        ];
        return said.Length == 0 ? function.Signature : $"{function.Signature}: {string.Join(", ", said)}";
    }
}
