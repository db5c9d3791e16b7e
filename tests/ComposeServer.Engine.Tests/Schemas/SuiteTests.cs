using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;

namespace ComposeServer.Engine.Tests.Schemas;

public sealed class SuiteTests
{
    /// <summary>Groups that need documents from a server at localhost:1234; nothing is fetched here.</summary>
    private static readonly (string File, string Group)[] NeedServer =
    [
        ("dynamicRef.json", "strict-tree schema, guards against misspelled properties"),
        ("dynamicRef.json", "$ref and $dynamicAnchor are independent of order - $defs first"),
        ("dynamicRef.json", "$ref and $dynamicAnchor are independent of order - $ref first"),
        ("dynamicRef.json", "$ref to $dynamicRef finds detached $dynamicAnchor"),
        ("refRemote.json", "ref within remote ref"),
        ("refRemote.json", "base URI change - change folder in subschema"),
        ("refRemote.json", "root ref in remote ref"),
        ("vocabulary.json", "schema that uses custom metaschema with with no validation vocabulary"),
    ];

    private static readonly string[] Formats =
        ["date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uri-reference", "uuid", "json-pointer", "regex", "unknown"];

    public static TheoryData<string, string> RequiredGroups() => Of(Suite.Files("", below: false).Append("optional/ecmascript-regex.json"));

    public static TheoryData<string, string> FormatGroups() =>
        Of(Suite.Files("optional/format", below: false).Where(file => Formats.Contains(Path.GetFileNameWithoutExtension(file))));

    [SuiteTheory]
    [MemberData(nameof(RequiredGroups))]
    public void Judges_as_the_suite_does(string file, string group) => Run(file, group, new SchemaOptions(AssertFormats: false));

    [SuiteTheory]
    [MemberData(nameof(FormatGroups))]
    public void Asserts_formats_as_the_suite_does(string file, string group) => Run(file, group, new SchemaOptions(AssertFormats: true));

    [Theory]
    [InlineData("idn-email", Skip = "not asserted: the contract does not name it")]
    [InlineData("idn-hostname", Skip = "not asserted: the contract does not name it")]
    [InlineData("iri", Skip = "not asserted: the contract does not name it")]
    [InlineData("iri-reference", Skip = "not asserted: the contract does not name it")]
    [InlineData("relative-json-pointer", Skip = "not asserted: the contract does not name it")]
    [InlineData("uri-template", Skip = "not asserted: the contract does not name it")]
    public void Asserts_other_formats(string format) => Assert.Contains(format, Formats);

    [SuiteTheory]
    [InlineData("")]
    [InlineData("optional")]
    public void Leaves_out_exactly_the_groups_that_cannot_be_resolved_without_a_server(string folder)
    {
        foreach (var file in Suite.Files(folder, below: false))
            foreach (var (description, schema, _) in Suite.Groups(file))
            {
                var compiled = CompiledSchema.Compile(schema, default, out var problems);
                var needed = NeedServer.Contains((file, description));
                Assert.Equal(needed && file != "vocabulary.json", compiled is null);
                Assert.True(!needed || schema.GetRawText().Contains("localhost:1234", StringComparison.Ordinal), description);
                Assert.All(problems, problem => Assert.Contains("nothing is fetched", problem.Message));
            }
    }

    private static TheoryData<string, string> Of(IEnumerable<string> files)
    {
        var groups = new TheoryData<string, string>();
        foreach (var file in files)
            foreach (var (description, _, _) in Suite.Groups(file))
                if (!NeedServer.Contains((file, description)))
                    groups.Add(file, description);
        return groups;
    }

    private static void Run(string file, string group, SchemaOptions options)
    {
        foreach (var (description, schema, tests) in Suite.Groups(file))
        {
            if (description != group)
                continue;
            var compiled = CompiledSchema.Compile(schema, options, out var problems);
            Assert.True(compiled is not null, string.Join("; ", problems));
            foreach (var test in tests.EnumerateArray())
                Judge(compiled, test);
        }
    }

    private static void Judge(CompiledSchema schema, JsonElement test)
    {
        var (data, valid, description) = (Value.Of(test.GetProperty("data")), test.GetProperty("valid").GetBoolean(), test.GetProperty("description").GetString());
        Assert.True(valid == schema.IsValid(data), $"{description}: expected {valid}");
        var faults = schema.Validate(data);
        Assert.Equal(valid, faults.IsEmpty);
        Assert.All(faults, fault => Assert.NotEqual("does not fit the schema", fault.Message));
    }
}
