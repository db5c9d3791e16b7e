namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>A keyword that judges what no other keyword of its schema has judged; it comes last.</summary>
internal abstract class UnevaluatedKeyword : Keyword;
