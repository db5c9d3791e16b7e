using System.Globalization;
using System.Numerics;

namespace ComposeServer.Engine.Json;

/// <summary>A JSON number by its exact value, whatever its size: a coefficient times a power of ten.</summary>
/// <remarks>The coefficient has no trailing zeros, so equal values have equal parts; zero is 0 × 10^0.</remarks>
internal readonly struct ExactNumber : IComparable<ExactNumber>, IEquatable<ExactNumber>
{
    /// <summary>How many digits arithmetic is exact on (section 4 of the contract).</summary>
    internal const int MaxDigits = 28;

    private readonly BigInteger _coefficient;
    private readonly BigInteger _exponent;

    private ExactNumber(BigInteger coefficient, BigInteger exponent)
    {
        _coefficient = coefficient;
        _exponent = exponent;
    }

    internal int Sign => _coefficient.Sign;

    /// <summary>Whether there is no fraction: 1.0 and 1e3 are integers.</summary>
    internal bool IsInteger => _exponent.Sign >= 0;

    internal static ExactNumber Of(long value) => Normal(value, 0);

    internal static ExactNumber Of(BigInteger coefficient, int exponent) => Normal(coefficient, exponent);

    /// <summary>Reads a number that is spelled as JSON spells it.</summary>
    internal static ExactNumber Parse(string spelling)
    {
        if (spelling.Length < 18 && long.TryParse(spelling, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
            return Normal(small, 0);
        var mark = spelling.AsSpan().IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? spelling : spelling[..mark];
        var exponent = mark < 0 ? BigInteger.Zero : BigInteger.Parse(spelling.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
            exponent -= mantissa.Length - point - 1;
        // Zeros at the end are taken off as characters: dividing a million of them away would take minutes.
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.AsSpan().TrimEnd('0');
        return significant is "" or "-"
            ? default
            : Normal(BigInteger.Parse(significant, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), exponent + digits.Length - significant.Length);
    }

    public int CompareTo(ExactNumber other)
    {
        if (Sign != other.Sign || Sign == 0)
            return Sign - other.Sign;
        if (_exponent == other._exponent)
            return _coefficient.CompareTo(other._coefficient);
        // The place of the leading digit decides first, so that 1e400000000 is never written out.
        var (mine, theirs) = (LeadingPlace(), other.LeadingPlace());
        return mine != theirs ? Sign * mine.CompareTo(theirs) : SameScale(other);
    }

    public bool Equals(ExactNumber other) => _coefficient == other._coefficient && _exponent == other._exponent;

    public override bool Equals(object? obj) => obj is ExactNumber other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_coefficient, _exponent);

    public static bool operator ==(ExactNumber left, ExactNumber right) => left.Equals(right);

    public static bool operator !=(ExactNumber left, ExactNumber right) => !left.Equals(right);

    public static bool operator <(ExactNumber left, ExactNumber right) => left.CompareTo(right) < 0;

    public static bool operator <=(ExactNumber left, ExactNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >(ExactNumber left, ExactNumber right) => left.CompareTo(right) > 0;

    public static bool operator >=(ExactNumber left, ExactNumber right) => left.CompareTo(right) >= 0;

    /// <summary>The parts, when the number written out has at most 28 digits on either side of its point; else false.</summary>
    internal bool TryDecimal(out BigInteger coefficient, out int exponent)
    {
        coefficient = _coefficient;
        exponent = 0;
        if (_exponent < -MaxDigits || _exponent > MaxDigits || DigitCount() > MaxDigits || LeadingPlace() > MaxDigits)
            return false;
        exponent = (int)_exponent;
        return true;
    }

    /// <summary>The value as a 32-bit integer, when it is one.</summary>
    internal bool TryInt32(out int value)
    {
        value = 0;
        if (!IsInteger || LeadingPlace() > 11)
            return false;
        var whole = _coefficient * BigInteger.Pow(10, (int)_exponent);
        if (whole < int.MinValue || whole > int.MaxValue)
            return false;
        value = (int)whole;
        return true;
    }

    /// <summary>The nearest double; infinite beyond its range.</summary>
    internal double ToDouble() => double.Parse($"{_coefficient}e{_exponent}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Whether this is a whole multiple of a number above zero.</summary>
    internal bool IsMultipleOf(ExactNumber divisor)
    {
        if (Sign == 0)
            return true;
        var gap = _exponent - divisor._exponent;
        if (BigInteger.Abs(gap) > 4096)
            return gap.Sign > 0 && BigInteger.Remainder(_coefficient * BigInteger.ModPow(10, gap, divisor._coefficient), divisor._coefficient).IsZero;
        return gap.Sign >= 0
            ? BigInteger.Remainder(_coefficient * BigInteger.Pow(10, (int)gap), divisor._coefficient).IsZero
            : BigInteger.Remainder(_coefficient, divisor._coefficient * BigInteger.Pow(10, (int)-gap)).IsZero;
    }

    /// <summary>Written without exponent and without trailing zeros; only for numbers that <see cref="TryDecimal"/> takes.</summary>
    public override string ToString()
    {
        if (BigInteger.Abs(_exponent) > 4096)
            return $"{_coefficient}e{_exponent}";
        var digits = BigInteger.Abs(_coefficient).ToString(CultureInfo.InvariantCulture);
        var exponent = (int)_exponent;
        if (exponent >= 0)
            digits += new string('0', exponent);
        else
            digits = Pointed(digits.PadLeft(1 - exponent, '0'), -exponent);
        return Sign < 0 ? "-" + digits : digits;
    }

    private static string Pointed(string digits, int fraction) => $"{digits[..^fraction]}.{digits[^fraction..]}";

    private static ExactNumber Normal(BigInteger coefficient, BigInteger exponent)
    {
        if (coefficient.IsZero)
            return default;
        while (true)
        {
            var quotient = BigInteger.DivRem(coefficient, 10, out var remainder);
            if (!remainder.IsZero)
                return new ExactNumber(coefficient, exponent);
            coefficient = quotient;
            exponent++;
        }
    }

    private int DigitCount() => BigInteger.Abs(_coefficient).ToString(CultureInfo.InvariantCulture).Length;

    private BigInteger LeadingPlace() => DigitCount() + _exponent;

    private int SameScale(ExactNumber other)
    {
        var gap = (int)(_exponent - other._exponent);
        return gap > 0
            ? (_coefficient * BigInteger.Pow(10, gap)).CompareTo(other._coefficient)
            : _coefficient.CompareTo(other._coefficient * BigInteger.Pow(10, -gap));
    }
}
