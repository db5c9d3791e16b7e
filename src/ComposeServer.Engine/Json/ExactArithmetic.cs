using System.Numerics;

namespace ComposeServer.Engine.Json;

/// <content>Arithmetic on decimals (section 4 of the contract): false where an operand or the result has more than 28 digits.</content>
internal readonly partial struct ExactNumber
{
    // Rounding reads numbers that are longer than arithmetic takes, but not 1e-1000000000.
    private const int MaxScale = 4096;

    internal static bool TryAdd(ExactNumber left, ExactNumber right, out ExactNumber sum)
    {
        sum = default;
        if (!left.TryDecimal(out var a, out var scaleA) || !right.TryDecimal(out var b, out var scaleB))
            return false;
        var scale = Math.Min(scaleA, scaleB);
        return Fits(Normal(a * Power(scaleA - scale) + b * Power(scaleB - scale), scale), out sum);
    }

    internal static bool TrySubtract(ExactNumber left, ExactNumber right, out ExactNumber difference) =>
        TryAdd(left, new ExactNumber(-right._coefficient, right._exponent), out difference);

    internal static bool TryMultiply(ExactNumber left, ExactNumber right, out ExactNumber product)
    {
        product = default;
        return left.TryDecimal(out var a, out var scaleA) && right.TryDecimal(out var b, out var scaleB) && Fits(Normal(a * b, scaleA + scaleB), out product);
    }

    /// <summary>The quotient by a number that is not zero, rounded to 28 digits and at most 28 places after the point, halves away from zero.</summary>
    internal static bool TryDivide(ExactNumber left, ExactNumber right, out ExactNumber quotient)
    {
        quotient = default;
        if (!left.TryDecimal(out var a, out var scaleA) || !right.TryDecimal(out var b, out var scaleB))
            return false;
        // Rounded once, at the place that 28 digits leave: the quotient's leading digit stands there, or one before.
        var leading = (int)(left.LeadingPlace() - right.LeadingPlace());
        var places = Math.Min(MaxDigits, MaxDigits - leading);
        var rounded = Rounded(a, b, scaleA - scaleB, places);
        return Fits(rounded.DigitCount() > MaxDigits || rounded.LeadingPlace() + places > MaxDigits ? Rounded(a, b, scaleA - scaleB, places - 1) : rounded, out quotient);
    }

    /// <summary>What is left of a division towards zero by a number that is not zero; its sign is the dividend's.</summary>
    internal static bool TryRemainder(ExactNumber left, ExactNumber right, out ExactNumber remainder)
    {
        remainder = default;
        if (!left.TryDecimal(out var a, out var scaleA) || !right.TryDecimal(out var b, out var scaleB))
            return false;
        var scale = Math.Min(scaleA, scaleB);
        return Fits(Normal(BigInteger.Remainder(a * Power(scaleA - scale), b * Power(scaleB - scale)), scale), out remainder);
    }

    /// <summary>Rounded to so many places after the point (before it, where negative), halves away from zero.</summary>
    internal bool TryRound(int places, out ExactNumber rounded)
    {
        rounded = default;
        if (_exponent < -MaxScale || LeadingPlace() > MaxDigits)
            return false;
        if (_exponent >= -places)
            return Fits(this, out rounded);
        return Fits(Normal(RoundedQuotient(_coefficient, Power(-places - (int)_exponent)), -places), out rounded);
    }

    private static BigInteger Power(int exponent) => BigInteger.Pow(10, exponent);

    private static ExactNumber Rounded(BigInteger a, BigInteger b, int scale, int places)
    {
        var shift = scale + places;
        return Normal(shift >= 0 ? RoundedQuotient(a * Power(shift), b) : RoundedQuotient(a, b * Power(-shift)), -places);
    }

    private static BigInteger RoundedQuotient(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        if (BigInteger.Abs(remainder) * 2 >= BigInteger.Abs(denominator))
            quotient += numerator.Sign * denominator.Sign;
        return quotient;
    }

    private static bool Fits(ExactNumber number, out ExactNumber same)
    {
        same = number;
        return number.TryDecimal(out _, out _);
    }
}
