using System.Globalization;
using ComposeServer.Engine.Json;

namespace ComposeServer.BuiltInTools;

/// <summary>The arguments of a call, read without trust: whoever called may not have held them against the schema.</summary>
internal readonly struct ToolArguments
{
    private readonly Value _arguments;

    internal ToolArguments(Value arguments)
    {
        if (arguments.Kind is not (ValueKind.Object or ValueKind.Nothing))
            throw BuiltInFailureException.Arguments("The arguments are no object.");
        _arguments = arguments;
    }

    /// <summary>The member, or Nothing.</summary>
    internal Value this[string name] => _arguments.Get(name);

    /// <summary>Refuses members that the tool does not know.</summary>
    internal ToolArguments Knowing(params ReadOnlySpan<string> names)
    {
        foreach (var member in _arguments.Members())
            if (!names.Contains(member.Name))
                throw BuiltInFailureException.Arguments($"There is no argument \"{member.Name}\"; there are {string.Join(", ", names!)}.");
        return this;
    }

    internal string Text(string name) => TextOrNull(name) ?? throw BuiltInFailureException.Arguments($"\"{name}\" is missing; it is a text.");

    internal string? TextOrNull(string name)
    {
        var value = _arguments.Get(name);
        if (value.IsNothing)
            return null;
        // A text that was read as JSON on its way here is still the text that it was.
        return value.IsText ? value.Text() : value.SourceText ?? throw BuiltInFailureException.Arguments($"\"{name}\" is no text.");
    }

    internal bool Flag(string name)
    {
        var value = _arguments.Get(name);
        return value.Kind switch
        {
            ValueKind.Nothing => false,
            ValueKind.Boolean => value.IsTrue,
            _ => throw BuiltInFailureException.Arguments($"\"{name}\" is neither true nor false."),
        };
    }

    internal int Whole(string name, int otherwise, int least, int most)
    {
        var value = _arguments.Get(name);
        if (value.IsNothing)
            return otherwise;
        if (value.Kind == ValueKind.Number && value.Number().TryInt32(out var number) && number >= least && number <= most)
            return number;
        throw BuiltInFailureException.Arguments(string.Create(CultureInfo.InvariantCulture, $"\"{name}\" is no whole number from {least} to {most}."));
    }

    /// <summary>A number within bounds; null when it is not given.</summary>
    internal double? Number(string name, double least, double most)
    {
        var value = _arguments.Get(name);
        if (value.IsNothing)
            return null;
        if (value.Kind == ValueKind.Number && value.Number().ToDouble() is var number && number >= least && number <= most)
            return number;
        throw BuiltInFailureException.Arguments(string.Create(CultureInfo.InvariantCulture, $"\"{name}\" is no number from {least} to {most}."));
    }
}
