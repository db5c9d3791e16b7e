using System.Collections.Immutable;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <content>References and segments (section 3 of the contract; RFC 9535, sections 2.3 and 2.5).</content>
internal sealed partial class Parser
{
    private QueryNode Reference()
    {
        var position = _at;
        if (!Take('$') || !NameText.IsFirst(Next))
            throw NoRoot(position);
        var name = Name();
        var segments = Segments();
        return Query(position, QueryOrigin.Name, name, segments, QuestionMark(position, segments));
    }

    /// <summary>The <c>?</c> at the very end of a reference.</summary>
    private bool QuestionMark(int position, ImmutableArray<Segment> segments)
    {
        if (Next != '?' || AtEnd())
            return false;
        if (Peek(1) is '?' or ':')
            throw Unexpected();
        var end = _at++;
        SkipBlanks();
        if (Next is '.' or '[' && !AtEnd())
            throw EarlyQuestionMark(position, end);
        _at = end + 1;
        if (!Segment.AreSingular(segments))
            throw ProblemAt(end, "question_mark_on_list", "this reference gives a list, which is empty when it finds nothing, so it takes no ?", _text.Remove(end, 1));
        return true;
    }

    private ImmutableArray<Segment> Segments()
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        while (true)
        {
            var before = _at;
            SkipBlanks();
            if (Next is not ('.' or '['))
            {
                _at = before;
                return segments.ToImmutable();
            }

            segments.Add(OneSegment());
        }
    }

    private Segment OneSegment()
    {
        var position = _at;
        var descendant = Take("..");
        if (!descendant)
            Take('.');
        var bracket = Next == '[' && (descendant || _text[position] == '[');
        ImmutableArray<Selector> selectors = bracket ? Brackets() : Take('*') ? [new WildcardSelector()] : [new NameSelector(Name())];
        return new Segment(position, descendant, selectors);
    }

    /// <summary>A member-name-shorthand.</summary>
    private string Name()
    {
        var start = _at;
        if (!NameText.IsFirst(Next))
            throw NoName();
        while (NameText.IsPart(Next))
            _at += char.IsHighSurrogate(Next) && char.IsLowSurrogate(Peek(1)) ? 2
                : char.IsSurrogate(Next) ? throw Problem("syntax", "half of a surrogate pair stands in a name", null)
                : 1;
        return _text[start.._at];
    }

    private ImmutableArray<Selector> Brackets()
    {
        var position = _at++;
        Enter(position);
        var selectors = ImmutableArray.CreateBuilder<Selector>();
        do
        {
            SkipBlanks();
            selectors.Add(selectors.Count < MaxItems ? OneSelector() : throw ProblemAt(position, "too_long", $"more than {MaxItems} selectors stand in one pair of brackets", null));
            SkipBlanks();
        }
        while (More(position, ']'));
        Leave();
        return selectors.ToImmutable();
    }

    private Selector OneSelector()
    {
        switch (Next)
        {
            case '\'' or '"':
                return new NameSelector(Quoted(multiline: false));
            case '*':
                _at++;
                return new WildcardSelector();
            case '?':
                _at++;
                SkipBlanks();
                return new FilterSelector(Filter());
            case ':' or '-' or (>= '0' and <= '9'):
                return IndexOrSlice();
            default:
                throw NoSelector();
        }
    }

    private Selector IndexOrSlice()
    {
        long? start = Next == ':' ? null : Integer();
        var end = _at;
        SkipBlanks();
        if (Take(':'))
            return Slice(start);
        _at = end;
        return new IndexSelector(start!.Value);
    }

    private SliceSelector Slice(long? start)
    {
        var end = OptionalInteger();
        SkipBlanks();
        return new SliceSelector(start, end, Take(':') ? OptionalInteger() : null);
    }

    private long? OptionalInteger()
    {
        SkipBlanks();
        return Next == '-' || char.IsAsciiDigit(Next) ? Integer() : null;
    }
}
