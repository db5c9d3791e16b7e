using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Building;

/// <summary>Builds a definition in C#: <c>ToolBuilder.Named("…").Describe("…").Step("a", "server__tool").Build()</c>.</summary>
public sealed class ToolBuilder : StepsBuilder<ToolBuilder>
{
    private readonly JsonObject _fields = [];
    private IReadOnlyList<Block> _finally = [];
    private (bool IsSaid, JsonNode? Template) _output;

    private ToolBuilder(string name) => _fields["name"] = name;

    /// <summary>Begins a tool of this name.</summary>
    public static ToolBuilder Named(string name) => new(name);

    /// <summary>Says what the tool does, for an agent.</summary>
    public ToolBuilder Describe(string description) => Say("description", description);

    /// <summary>Says what the tool takes: a JSON Schema, or a map of names to schemas or words such as <c>string</c>.</summary>
    public ToolBuilder Params(JsonNode parameters) => Say("parameters", parameters.DeepClone());

    /// <summary>Says what the tool takes, a name and a schema or a word each: <c>("city", "string"), ("days?", "integer")</c>.</summary>
    public ToolBuilder Params(params (string Name, JsonNode Schema)[] parameters)
    {
        var map = new JsonObject();
        foreach (var (name, schema) in parameters)
            map[name] = schema.DeepClone();
        return Say("parameters", map);
    }

    /// <summary>Tags the tool, for people.</summary>
    public ToolBuilder Tags(params string[] tags) => Say("tags", new JsonArray([.. tags.Select(static tag => (JsonNode)tag)]));

    /// <summary>Says what the tool gives: a template, or a step's id.</summary>
    public ToolBuilder Output(JsonNode? template)
    {
        _output = (true, template?.DeepClone());
        return this;
    }

    /// <summary>Says which steps run at the end, one after another, whatever happened.</summary>
    public ToolBuilder Finally(Action<GroupBuilder> steps)
    {
        var group = new GroupBuilder();
        steps(group);
        _finally = group.Parts;
        return this;
    }

    /// <summary>The definition.</summary>
    /// <exception cref="DefinitionException">It cannot be taken; everything that is wrong is said.</exception>
    public ToolDefinition Build()
    {
        var definition = (JsonObject)_fields.DeepClone();
        var steps = StepLayout.Of(Parts, before: 0);
        var count = steps.Count;
        definition["steps"] = steps;
        if (_finally.Count > 0)
            definition["finally"] = StepLayout.Of(_finally, count);
        if (_output.IsSaid)
            definition["output"] = _output.Template?.DeepClone();
        return ToolDefinition.Parse(Write(definition));
    }

    private protected override bool SetOnTool(string field, JsonNode? value)
    {
        Say(field, value?.DeepClone());
        return true;
    }

    private ToolBuilder Say(string field, JsonNode? value)
    {
        _fields[field] = value;
        return this;
    }

    private static string Write(JsonObject definition)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance }))
            definition.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
