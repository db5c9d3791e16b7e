namespace ComposeServer.Engine.Expressions;

/// <summary>A reference in a bound expression.</summary>
/// <param name="Root">What it starts at.</param>
/// <param name="Tolerant">Whether it may find nothing: it ends in <c>?</c>, or stands in <c>default</c> or <c>exists</c>.</param>
/// <param name="Text">As it was written.</param>
/// <param name="FirstName">The first name after the root, where there is one: of <c>$input.city</c>, <c>city</c>; null for the whole root or another kind of segment.</param>
/// <param name="Guarded">Whether it is evaluated only on a condition: a later operand of <c>&amp;&amp;</c> or <c>||</c>, a branch of <c>if</c>.</param>
internal sealed record BoundReference(Root Root, bool Tolerant, string Text, string? FirstName, bool Guarded);
