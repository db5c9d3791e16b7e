using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ComposeServer.Engine.Patterns;

/// <summary>A regular expression on a linear-time engine where that can be held to its time, 1 s a match at most. Immutable, safe from any thread.</summary>
/// <remarks>A code point beyond U+FFFF is one character. <c>\b</c> follows .NET on text beyond ASCII, because the engine has no other.</remarks>
internal sealed class Pattern
{
    /// <summary>How many UTF-16 units an expression may have.</summary>
    internal const int MaxLength = 10_000;

    // The framework's limit of 10,000 states would refuse ^.{1,2000}$; matches stay bounded by their time.
    private const string SizeLimit = "REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE";
    private const int MaxStates = 100_000;

    /// <summary>About how long a result of <see cref="Replace"/> gets before it is given up, in characters: 8 Mi.</summary>
    private const int LongestResult = 8 * 1024 * 1024;

    private static readonly PatternCache Cache = new(1_000);

    /// <summary>The square of the weight times the length of the text, from which on the linear engine might not end in time.</summary>
    private const long LongestLinear = 2_500_000;

    private readonly int _weight;
    private readonly IReadOnlyDictionary<string, int> _names;
    private readonly PatternEngine _linear;
    private readonly PatternEngine _backtracking;

    static Pattern()
    {
        if (AppContext.GetData(SizeLimit) is null)
            AppContext.SetData(SizeLimit, MaxStates);
    }

    private Pattern(string translated, int weight, IReadOnlyDictionary<string, int> names, RegexOptions options = RegexOptions.None)
    {
        (_weight, _names) = (weight, names);
        _linear = new PatternEngine(translated, options | RegexOptions.NonBacktracking);
        _backtracking = new PatternEngine(translated, options);
        _linear.Compile();
    }

    /// <summary>Compiles an ECMAScript regular expression (flag u), which is searched for; false with the reason when it cannot be taken.</summary>
    internal static bool TryCreate(string expression, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out string? problem) =>
        TryCreate(expression, PatternSyntax.EcmaScript, out pattern, out problem);

    /// <summary>Compiles a regular expression; false with the reason, to be read after "the regular expression", when it cannot be taken.</summary>
    internal static bool TryCreate(string expression, PatternSyntax syntax, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        pattern = null;
        var translator = new PatternTranslator(expression, syntax, strict: false);
        problem = Translate(translator, expression, out var translated) ?? translator.Refusal;
        if (problem is not null)
            return false;
        try
        {
            pattern = new Pattern(translated, translator.Weight.Heavy, translator.GroupNames);
            return true;
        }
        catch (NotSupportedException)
        {
            problem = "repeats too much inside what it repeats, and would grow too large; use smaller counts";
            return false;
        }
    }

    /// <summary>As <see cref="TryCreate(string, PatternSyntax, out Pattern?, out string?)"/>, out of a cache of the last 1,000.</summary>
    internal static bool Cached(string expression, PatternSyntax syntax, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        (pattern, problem) = Cache.Get(expression, syntax);
        return pattern is not null;
    }

    /// <summary>Whether a text is an ECMAScript regular expression (flag u) to the letter, look-around and back-references included.</summary>
    internal static bool IsEcmaScript(string expression) =>
        Translate(new PatternTranslator(expression, PatternSyntax.EcmaScript, strict: true), expression, out _) is null;

    /// <summary>The same for text in which upper and lower case are one (of one another by .NET's invariant tables).</summary>
    internal Pattern IgnoringCase() => new(_linear.Expression, _weight, _names, RegexOptions.IgnoreCase);

    /// <summary>Whether it is found anywhere in the text.</summary>
    /// <exception cref="PatternTimeoutException">It took over 1 s.</exception>
    internal bool IsMatch(string text) => Timed(ForTest(text), text, static (engine, text) => engine.Anywhere.IsMatch(text), out _);

    /// <summary>Whether it takes the text from first to last character.</summary>
    /// <exception cref="PatternTimeoutException">It took over 1 s.</exception>
    internal bool IsWholeMatch(string text) => Timed(ForTest(text), text, static (engine, text) => engine.Whole.IsMatch(text), out _);

    /// <summary>Every match replaced, with <c>$1</c>, <c>$&amp;</c>, <c>$$</c> filled in as in JavaScript.</summary>
    /// <exception cref="PatternTimeoutException">It took over 1 s.</exception>
    internal string Replace(string text, string replacement)
    {
        var template = new PatternReplacement(replacement, _names);
        var result = new StringBuilder();
        var end = 0;
        foreach (var match in Matches(text))
        {
            result.Append(text, end, match.Index - end);
            template.Append(result, text, match);
            end = match.Index + match.Length;
            // Longer than any value may be: the caller refuses it, and nothing is gained by the rest.
            if (result.Length > LongestResult)
                return result.ToString();
        }

        return end == 0 && result.Length == 0 ? text : result.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>The first group of the first match, or the match where there is no group; null when nothing matches.</summary>
    /// <exception cref="PatternTimeoutException">It took over 1 s.</exception>
    internal string? Capture(string text)
    {
        foreach (var match in Matches(text))
            return Captured(match);
        return null;
    }

    /// <summary>What <see cref="Capture"/> gives, for every match.</summary>
    /// <exception cref="PatternTimeoutException">It took over 1 s.</exception>
    internal string[] Captures(string text)
    {
        var captures = new List<string>();
        foreach (var match in Matches(text))
            captures.Add(Captured(match));
        return [.. captures];
    }

    private static string Captured(Match match) => match.Groups[match.Groups.Count > 1 ? 1 : 0].Value;

    private static string? Translate(PatternTranslator translator, string expression, out string translated)
    {
        translated = "";
        if (expression.Length > MaxLength)
            return string.Create(CultureInfo.InvariantCulture, $"is longer than {MaxLength} characters");
        try
        {
            translated = translator.Translate();
            return null;
        }
        catch (PatternProblemException problem)
        {
            return problem.Message;
        }
    }

    // The limit is on all matches of one text together: a thousand of 0.9 s each would be no bound.
    private IEnumerable<Match> Matches(string text)
    {
        var spent = TimeSpan.Zero;
        for (var match = NextMatch(text, null, ref spent); match.Success; match = NextMatch(text, match, ref spent))
        {
            // An empty match between the two units of one character is none.
            if (match.Length > 0 || !IsInside(text, match.Index))
                yield return match;
        }
    }

    private static bool IsInside(string text, int index) => index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]);

    // Only what the search itself takes counts, not what is done with what it finds.
    private Match NextMatch(string text, Match? last, ref TimeSpan spent)
    {
        var match = Timed(ForSearch, text, (engine, text) => last is null ? engine.Anywhere.Match(text) : last.NextMatch(), out var took);
        spent += took;
        return spent <= PatternEngine.Timeout ? match : throw new PatternTimeoutException();
    }

    // The linear engine looks at its clock every ten thousand characters only, and loops that multiply with each other can cost it
    // milliseconds a character; the other looks at its clock all the time.
    private PatternEngine ForTest(string text) => (long)_weight * _weight * text.Length <= LongestLinear ? _linear : _backtracking;

    // Where loops multiply, the linear engine may find a longer match than the one that comes first, which is ECMAScript's.
    private PatternEngine ForSearch => _weight == 0 ? _linear : _backtracking;

    private static T Timed<T>(PatternEngine engine, string text, Func<PatternEngine, string, T> search, out TimeSpan took)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            var found = search(engine, text);
            took = TimeProvider.System.GetElapsedTime(start);
            PatternTime.Spend(took);
            return found;
        }
        catch (RegexMatchTimeoutException timeout)
        {
            throw new PatternTimeoutException(timeout);
        }
    }
}
