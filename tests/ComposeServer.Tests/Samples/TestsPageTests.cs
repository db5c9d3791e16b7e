using System.Text.RegularExpressions;

namespace ComposeServer.Tests.Samples;

/// <summary>What <c>tests/README.md</c> says can be run.</summary>
public sealed partial class TestsPageTests
{
    private static readonly string Written = File.ReadAllText(Repository.PathOf("tests", "README.md"));

    [Fact]
    public void Every_filter_names_tests_that_there_are()
    {
        var names = Directory.GetFiles(Repository.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Named).ToArray();
        var filters = Filter().Matches(Written).Select(match => match.Groups["name"].Value).Distinct().ToArray();
        Assert.True(filters.Length >= 5);
        Assert.All(filters, filter => Assert.Contains(names, name => name.Contains(filter, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_figure_is_a_command_of_the_benchmarks()
    {
        var program = File.ReadAllText(Repository.PathOf("tests", "ComposeServer.Benchmarks", "Program.cs"));
        var verbs = Verb().Matches(Written).Select(match => match.Groups["verb"].Value).ToArray();
        Assert.True(verbs.Length >= 5);
        Assert.All(verbs, verb => Assert.Contains($"new Command(\"{verb}\"", program, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_is_read_somewhere()
    {
        var sources = string.Concat(Directory.GetFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(Variable().Matches(Written).Select(match => match.Value), variable => Assert.Contains($"\"{variable}\"", sources, StringComparison.Ordinal));
    }

    private static string Named(string path)
    {
        var source = File.ReadAllText(path);
        return $"{Namespace().Match(source).Groups["name"].Value}.{Path.GetFileNameWithoutExtension(path)}";
    }

    [GeneratedRegex("FullyQualifiedName~(?<name>[A-Za-z.]+)")]
    private static partial Regex Filter();

    [GeneratedRegex("Benchmarks -- (?<verb>[a-z]+)")]
    private static partial Regex Verb();

    [GeneratedRegex("COMPOSER_[A-Z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex("^namespace (?<name>[A-Za-z.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
