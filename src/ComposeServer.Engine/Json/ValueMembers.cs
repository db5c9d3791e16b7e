namespace ComposeServer.Engine.Json;

internal readonly partial struct Value
{
    /// <summary>An object of those members whose names are wanted; of what is no object, an empty one.</summary>
    internal Value Keeping(Predicate<string> wanted)
    {
        var members = new List<Member>();
        foreach (var member in Members())
            if (wanted(member.Name))
                members.Add(member);
        return Of([.. members]);
    }

    /// <summary>An object with further members behind its own, whose names it must not have.</summary>
    internal Value Append(params ReadOnlySpan<Member> more)
    {
        var members = new Member[Count + more.Length];
        var at = 0;
        foreach (var member in Members())
            members[at++] = member;
        more.CopyTo(members.AsSpan(at));
        return Of(members);
    }

    /// <summary>An object with a further member before its own, whose name it must not have.</summary>
    internal Value Prepend(Member first)
    {
        var members = new List<Member> { first };
        foreach (var member in Members())
            members.Add(member);
        return Of([.. members]);
    }
}
