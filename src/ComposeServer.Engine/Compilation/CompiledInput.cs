using System.Collections.Immutable;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Fills in defaults and holds a call's arguments against the tool's schema.</summary>
internal sealed class CompiledInput(PlanInput plan)
{
    /// <summary>The arguments as the steps see them, or all that is wrong with them.</summary>
    internal Value Read(Value arguments, out ToolFailure? fault)
    {
        fault = null;
        var filled = plan.Compiled.Coerce(Fill(arguments, plan.Defaults));
        if (!plan.Compiled.IsValid(filled))
            fault = new ToolFailure(FailureKind.InvalidArguments, ArgumentFaults.Describe(plan.Compiled.Validate(filled), "The arguments do not fit"));
        return filled;
    }

    private static Value Fill(Value arguments, ImmutableArray<Member> defaults)
    {
        var missing = 0;
        foreach (var member in defaults)
            if (arguments.Get(member.Name).IsNothing)
                missing++;
        if (missing == 0 || arguments.Kind != ValueKind.Object)
            return arguments;
        var members = new List<Member>(arguments.Count + missing);
        foreach (var member in arguments.Members())
            members.Add(member);
        foreach (var member in defaults)
            if (arguments.Get(member.Name).IsNothing)
                members.Add(member);
        return Value.Of([.. members]);
    }
}
