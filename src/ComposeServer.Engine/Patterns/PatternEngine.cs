using System.Text.RegularExpressions;

namespace ComposeServer.Engine.Patterns;

/// <summary>An expression on one of the framework's engines, compiled when it is first needed. Safe from any thread.</summary>
/// <param name="expression">As .NET writes it.</param>
/// <param name="options">Which engine.</param>
internal sealed class PatternEngine(string expression, RegexOptions options)
{
    /// <summary>The longest that a match may take.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly Lazy<Regex> _anywhere = Compiled(expression, options);
    private readonly Lazy<Regex> _whole = Compiled($"^(?:{expression})\\z", options);

    internal string Expression => expression;

    internal Regex Anywhere => _anywhere.Value;

    /// <summary>The same for the text from first to last character.</summary>
    internal Regex Whole => _whole.Value;

    /// <exception cref="NotSupportedException">It is too large for this engine.</exception>
    internal void Compile() => _ = Anywhere;

    private static Lazy<Regex> Compiled(string expression, RegexOptions options) =>
        new(() => new Regex(expression, options | RegexOptions.CultureInvariant, Timeout));
}
