using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Json;

public sealed class ExactArithmeticTests
{
    [Theory]
    [InlineData("1", "3", "0.3333333333333333333333333333")]
    [InlineData("10", "3", "3.333333333333333333333333333")]
    [InlineData("8", "3", "2.666666666666666666666666667")]
    [InlineData("9", "3", "3")]
    [InlineData("1", "8", "0.125")]
    [InlineData("-1", "3", "-0.3333333333333333333333333333")]
    [InlineData("1", "30", "0.0333333333333333333333333333")]
    [InlineData("99999999999999999999999999999e-1", "1", null)]
    [InlineData("9999999999999999999999999999", "1", "9999999999999999999999999999")]
    [InlineData("1e27", "1", "1000000000000000000000000000")]
    [InlineData("1e27", "0.01", null)]
    [InlineData("1", "1e27", "0.000000000000000000000000001")]
    [InlineData("1", "3e27", "0.0000000000000000000000000003")]
    [InlineData("1e-28", "1e27", "0")]
    [InlineData("29999999999999999999999999995e-1", "3", null)]
    [InlineData("9999999999999999999999999999", "1000000000000000000000000000", "9.999999999999999999999999999")]
    [InlineData("0", "7", "0")]
    [InlineData("1e29", "1", null)]
    public void Divides_to_28_digits(string left, string right, string? quotient) =>
        Assert.Equal(quotient, ExactNumber.TryDivide(ExactNumber.Parse(left), ExactNumber.Parse(right), out var result) ? result.ToString() : null);

    [Fact]
    public void Divides_as_rounding_the_exact_quotient_does()
    {
        var random = new Random(3);
        for (var i = 0; i < 2_000; i++)
        {
            var (a, b) = ((System.Numerics.BigInteger)random.NextInt64(1, 1L << random.Next(2, 60)), (System.Numerics.BigInteger)random.NextInt64(1, 1L << random.Next(2, 60)));
            Assert.True(ExactNumber.TryDivide(ExactNumber.Of(a, 0), ExactNumber.Of(b, 0), out var quotient));
            Assert.Equal(Expected(a, b), quotient);
        }
    }

    [Theory]
    [InlineData("2.5", 0, "3")]
    [InlineData("-2.5", 0, "-3")]
    [InlineData("2.4999", 0, "2")]
    [InlineData("0.5", 0, "1")]
    [InlineData("0.05", 0, "0")]
    [InlineData("1250", -2, "1300")]
    [InlineData("1249", -2, "1200")]
    [InlineData("49", -2, "0")]
    [InlineData("1.005", 2, "1.01")]
    [InlineData("7", 5, "7")]
    [InlineData("1e-4000", 3, "0")]
    [InlineData("1e-5000", 3, null)]
    [InlineData("1e400", 0, null)]
    public void Rounds_halves_away_from_zero(string number, int places, string? rounded) =>
        Assert.Equal(rounded, ExactNumber.Parse(number).TryRound(places, out var result) ? result.ToString() : null);

    [Theory]
    [InlineData("100", "1", "2")]
    [InlineData("-10.500", "-105", "-1")]
    [InlineData("0.000", "0", "0")]
    [InlineData("-0", "0", "0")]
    [InlineData("1200e-1", "12", "1")]
    [InlineData("10e5", "1", "6")]
    public void Reads_numbers_to_parts_without_trailing_zeros(string spelling, string coefficient, string exponent) =>
        Assert.Equal(ExactNumber.Of(System.Numerics.BigInteger.Parse(coefficient), int.Parse(exponent)), ExactNumber.Parse(spelling));

    // The quotient with many more digits than are kept, cut by its text: slow, and nothing like the code it judges.
    private static ExactNumber Expected(System.Numerics.BigInteger a, System.Numerics.BigInteger b)
    {
        var digits = (a * System.Numerics.BigInteger.Pow(10, 80) / b).ToString().PadLeft(81, '0');
        var (whole, fraction) = (digits[..^80], digits[^80..]);
        var places = Math.Min(28, 28 - (whole == "0" ? 0 : whole.Length));
        var kept = System.Numerics.BigInteger.Parse(whole + fraction[..places]);
        return ExactNumber.Of(fraction[places] >= '5' ? kept + 1 : kept, -places);
    }
}
