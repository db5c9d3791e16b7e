using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>What a function takes in one place.</summary>
internal sealed record Parameter(Kinds Accepts, ParameterRole Role = ParameterRole.Value)
{
    internal static readonly Parameter Text = new(Kinds.Text);
    internal static readonly Parameter List = new(Kinds.List);
    internal static readonly Parameter Object = new(Kinds.Object);
    internal static readonly Parameter Number = new(Kinds.Number);
    internal static readonly Parameter Integer = new(Kinds.Integer);
    internal static readonly Parameter Any = new(Kinds.Any);
    internal static readonly Parameter Regex = new(Kinds.Text, ParameterRole.Regex);
    internal static readonly Parameter IRegexp = new(Kinds.Text, ParameterRole.IRegexp);
    internal static readonly Parameter Query = new(Kinds.List, ParameterRole.Query);
    internal static readonly Parameter Test = new(Kinds.Boolean, ParameterRole.Test);
}
