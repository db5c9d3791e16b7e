using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>dependentRequired</c>, and the lists of names in <c>dependencies</c>.</summary>
internal sealed class DependentRequiredKeyword((string Name, string[] Needed)[] dependencies) : Keyword
{
    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        if (value.Kind != ValueKind.Object)
            return true;
        run.SpendLookups(dependencies.Length, value);
        foreach (var (name, needed) in dependencies)
        {
            if (value.Get(name).IsNothing)
                continue;
            run.SpendLookups(needed.Length, value);
            foreach (var other in needed)
                if (value.Get(other).IsNothing)
                    return false;
        }

        return true;
    }

    internal override void Explain(Value value, Explanation at)
    {
        foreach (var (name, needed) in dependencies)
        {
            if (value.Get(name).IsNothing)
                continue;
            foreach (var other in needed)
                if (value.Get(other).IsNothing)
                    at.At(other).Fault(FaultCodes.Missing, $"\"{other}\" is required where \"{name}\" is given, and missing");
        }
    }
}
