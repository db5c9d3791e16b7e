using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Expressions;

/// <summary>
/// The behaviour of expressions as data. A case gives <c>expr</c> (or <c>ref</c>) and one of <c>result</c>, <c>nothing</c>, <c>error</c> (part of the message),
/// <c>skips</c>, or <c>problem</c> (its code, perhaps with part of its <c>message</c> and its <c>suggestion</c>); perhaps the code of a <c>warning</c>,
/// and all that is <c>said</c> of a problem or an error.
/// A file's <c>roots</c> stand for every case of it that names none.
/// </summary>
public sealed class ExpressionCaseTests
{
    private static readonly Dictionary<string, JsonElement> Cases = Files().SelectMany(Read).ToDictionary(each => each.Key, each => each.Case);

    public static TheoryData<string> Keys() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Does_what_the_case_says(string key)
    {
        var test = Cases[key];
        var (expression, problems, scope) = Bind(test);
        Assert.All(problems, problem => Assert.NotEmpty(problem.Message));
        Assert.All(problems, problem => Assert.NotEqual("", problem.Suggestion));
        if (test.TryGetProperty("problem", out var code))
        {
            AssertProblem(test, problems, code.GetString()!);
            Assert.Null(expression);
            return;
        }

        Assert.True(expression is not null, string.Join("; ", problems));
        Assert.Equal(test.TryGetProperty("warning", out var warning) ? [warning.GetString()!] : [], problems.Select(problem => problem.Code));
        Run(test, expression, scope.Values());
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Reads_back_what_it_writes(string key)
    {
        if (!Cases[key].TryGetProperty("expr", out var text) || Cases[key].TryGetProperty("problem", out _))
            return;
        var written = Parser.ReadExpression(text.GetString()!).ToString()!;
        Assert.Equal(written, Parser.ReadExpression(written).ToString());
        if (!Cases[key].TryGetProperty("result", out var result))
            return;
        var scope = new CaseScope(Cases[key]);
        Assert.Equal(Value.Of(result).ToJson(), Expression.Bind(written, scope.Names(), [])!.Evaluate(scope.Values()).ToString());
    }

    private static (Expression?, List<ExpressionProblem>, CaseScope) Bind(JsonElement test)
    {
        var scope = new CaseScope(test);
        var problems = new List<ExpressionProblem>();
        var expression = test.TryGetProperty("ref", out var reference)
            ? Expression.BindReference(reference.GetString()!, scope.Names(), problems)
            : Expression.Bind(test.GetProperty("expr").GetString()!, scope.Names(), problems);
        return (expression, problems, scope);
    }

    private static void AssertProblem(JsonElement test, List<ExpressionProblem> problems, string code)
    {
        var found = problems.Find(problem => problem.Code == code && !problem.IsWarning);
        Assert.True(found is not null, string.Join("; ", problems));
        if (test.TryGetProperty("message", out var message))
            Assert.Contains(message.GetString()!, found.Message);
        AssertSaid(test, found.Message);
        if (test.TryGetProperty("suggestion", out var suggestion))
            Assert.Equal(suggestion.GetString(), found.Suggestion);
        if (test.TryGetProperty("position", out var position))
            Assert.Equal(position.GetInt32(), found.Position);
    }

    private static void AssertSaid(JsonElement test, string message)
    {
        if (test.TryGetProperty("said", out var said))
            Assert.Equal(said.GetString(), message);
    }

    private static void Run(JsonElement test, Expression expression, EvaluationContext context)
    {
        if (test.TryGetProperty("error", out var error))
        {
            var failure = Assert.Throws<EvaluationException>(() => expression.Evaluate(context));
            Assert.Contains(error.GetString()!, failure.Message);
            AssertSaid(test, failure.Message);
        }
        else if (test.TryGetProperty("skips", out _))
            Assert.Equal(3, Assert.Throws<SkippedValueException>(() => expression.Evaluate(context)).Step);
        else
            AssertResult(test, expression, expression.Evaluate(context));
    }

    private static void AssertResult(JsonElement test, Expression expression, Value value)
    {
        Assert.Equal(test.TryGetProperty("nothing", out _) ? "Nothing" : Value.Of(test.GetProperty("result")).ToJson(), value.ToString());
        // What was foretold of the value must hold.
        if (value.IsNothing)
            Assert.NotEqual(NothingSource.Never, expression.Nothing);
        else
            Assert.NotEqual(ComposeServer.Engine.Types.Kinds.None, expression.Type.Kinds & ComposeServer.Engine.Types.KindWords.Of(value));
    }

    private static string[] Files() => Directory.GetFiles(Path.Combine(Checkout.Folder!, "tests", "ComposeServer.Engine.Tests", "Expressions", "Cases"), "*.json");

    private static IEnumerable<(string Key, JsonElement Case)> Read(string file)
    {
        var root = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        foreach (var each in root.GetProperty("cases").EnumerateArray())
            yield return ($"{Path.GetFileNameWithoutExtension(file)}: {each.GetProperty("name").GetString()}", Completed(root, each));
    }

    private static JsonElement Completed(JsonElement file, JsonElement each)
    {
        if (each.TryGetProperty("roots", out _) || !file.TryGetProperty("roots", out var roots))
            return each;
        var members = each.EnumerateObject().Select(property => new Member(property.Name, Value.Of(property.Value)));
        return Value.Of([.. members, new Member("roots", Value.Of(roots))]).ToElement();
    }
}
