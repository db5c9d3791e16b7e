namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>A part of an expression that is true or false, compiled.</summary>
internal delegate bool Test(in Frame frame);
