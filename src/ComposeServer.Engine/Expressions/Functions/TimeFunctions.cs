using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>now date</c>, in UTC.</summary>
internal static class TimeFunctions
{
    private const string Expected = "takes a time as RFC 3339 writes it (2026-01-31T12:00:00Z), or seconds since 1970 as a number";

    internal static readonly Function[] All =
    [
        new("now", "", [], Function.Gives(JsonType.Text)) { Body = (_, context) => Value.Of(TimeFormat.Standard(context.Now)) },
        new("date", "text or seconds, shift?, format?", [new Parameter(Kinds.Text | Kinds.Number), Parameter.Text, Parameter.Text], Function.Gives(JsonType.Text))
        {
            Body = (a, _) => Date(a),
            CheckLiteral = Check,
            Optional = 2,
        },
    ];

    private static string? Check(int place, string literal) => place switch
    {
        0 => Rfc3339.TryRead(literal, out _) ? null : Expected,
        1 => TimeShift.TryRead(literal, out _) ? null : TimeShift.Expected,
        _ => TimeFormat.IsFormat(literal) ? null : TimeFormat.Expected,
    };

    private static Value Date(ReadOnlySpan<Value> arguments)
    {
        var time = Shifted(Read(arguments[0]), arguments.Length > 1 ? arguments[1].Text() : "");
        if (arguments.Length < 3)
            return Value.Of(TimeFormat.Standard(time));
        return TimeFormat.TryWrite(time, arguments[2].Text(), out var text) ? Value.Of(text) : throw new EvaluationException(TimeFormat.Expected);
    }

    private static DateTimeOffset Read(Value time)
    {
        if (!time.IsText)
            return UnixTime.TryRead(time.Number(), out var moment) ? moment : throw OutOfRange();
        return Rfc3339.TryRead(time.Text(), out var read)
            ? read
            : throw new EvaluationException(Expected);
    }

    private static DateTimeOffset Shifted(DateTimeOffset time, string shift)
    {
        if (!TimeShift.TryRead(shift, out var ticks))
            throw new EvaluationException(TimeShift.Expected);
        var shifted = time.UtcTicks + ticks;
        return shifted >= 0 && shifted <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset((long)shifted, TimeSpan.Zero) : throw OutOfRange();
    }

    private static EvaluationException OutOfRange() => new("reaches a time outside the years 1 to 9999");
}
