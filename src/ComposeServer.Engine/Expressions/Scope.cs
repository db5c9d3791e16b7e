using System.Collections.Immutable;

namespace ComposeServer.Engine.Expressions;

/// <summary>The names that an expression can see where it stands.</summary>
internal abstract class Scope
{
    /// <summary>Finds the root of <c>$name.first.second…</c>.</summary>
    /// <param name="name">The name after the dollar sign.</param>
    /// <param name="following">The names of the segments that follow it directly, as far as they are single names (<c>.a</c> or <c>['a']</c>).</param>
    internal abstract RootLookup Find(string name, ImmutableArray<string> following);

    /// <summary>Whether a text that holds <c>$name</c> looks like a reference, here or elsewhere in the definition.</summary>
    internal virtual bool Knows(string name) => false;
}
