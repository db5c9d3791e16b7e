namespace ComposeServer.Engine.Schemas;

/// <summary>How a schema is compiled.</summary>
/// <param name="AssertFormats">Whether <c>format</c> is an assertion; otherwise it is an annotation.</param>
internal readonly record struct SchemaOptions(bool AssertFormats);
