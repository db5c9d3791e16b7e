using System.Globalization;
using System.Text;

namespace ComposeServer.Engine.Schemas.Formats;

/// <summary>Whether code points are a U-label of IDNA 2008: RFC 5891, section 4.2.3, and the tables of RFC 5892, as far as Unicode's categories tell.</summary>
internal static class IdnaLabel
{
    internal static bool IsValid(List<int> label)
    {
        if (label.Count == 0 || label.TrueForAll(c => c < 0x80) || label[0] == '-' || label[^1] == '-')
            return false;
        if (label.Count > 3 && label[2] == '-' && label[3] == '-')
            return false;
        if (Category(label[0]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            return false;
        for (var i = 0; i < label.Count; i++)
            if (!IsAllowed(label, i))
                return false;
        return true;
    }

    private static bool IsAllowed(List<int> label, int i) => label[i] switch
    {
        // Contextual rules: RFC 5892, appendix A.
        0x200C => i > 0 && (IsVirama(label[i - 1]) || JoinsOnBothSides(label, i)),
        0x200D => i > 0 && IsVirama(label[i - 1]),
        0x00B7 => i > 0 && label[i - 1] == 'l' && i + 1 < label.Count && label[i + 1] == 'l',
        0x0375 => i + 1 < label.Count && IsGreek(label[i + 1]),
        0x05F3 or 0x05F4 => i > 0 && IsHebrew(label[i - 1]),
        0x30FB => label.Exists(IsJapanese),
        >= 0x0660 and <= 0x0669 => !label.Exists(c => c is >= 0x06F0 and <= 0x06F9),
        >= 0x06F0 and <= 0x06F9 => !label.Exists(c => c is >= 0x0660 and <= 0x0669),
        // Exceptions: RFC 5892, section 2.6.
        0x00DF or 0x03C2 or 0x06FD or 0x06FE or 0x0F0B or 0x3007 => true,
        0x0640 or 0x07FA or 0x302E or 0x302F or (>= 0x3031 and <= 0x3035) or 0x303B => false,
        '-' => true,
        < 0x80 => char.IsAsciiLetterLower((char)label[i]) || char.IsAsciiDigit((char)label[i]),
        _ => IsLetterOrDigit(label[i]),
    };

    // Capitals and compatibility forms are not stable under case folding and NFKC.
    private static bool IsLetterOrDigit(int codePoint) =>
        Category(codePoint) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
        && codePoint is not ((>= 0xF900 and <= 0xFAFF) or (>= 0xFB00 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFFEF) or (>= 0x1100 and <= 0x11FF) or (>= 0x1D400 and <= 0x1D7FF));

    private static UnicodeCategory Category(int codePoint) => Rune.GetUnicodeCategory(new Rune(codePoint));

    // The viramas (canonical combining class 9) of the scripts that join with them.
    private static bool IsVirama(int c) => c is 0x094D or 0x09CD or 0x0A4D or 0x0ACD or 0x0B4D or 0x0BCD or 0x0C4D or 0x0CCD or 0x0D3B or 0x0D3C or 0x0D4D or 0x0DCA
        or 0x0E3A or 0x0EBA or 0x0F84 or 0x1039 or 0x103A or 0x1714 or 0x1715 or 0x1734 or 0x17D2 or 0x1A60 or 0x1B44 or 0x1BAA or 0x1BAB or 0x1BF2 or 0x1BF3 or 0x2D7F
        or 0xA806 or 0xA82C or 0xA8C4 or 0xA953 or 0xA9C0 or 0xAAF6 or 0xABED or 0x10A3F or 0x11046 or 0x11070 or 0x1107F or 0x110B9 or 0x11133 or 0x11134 or 0x111C0 or 0x11235
        or 0x112EA or 0x1134D or 0x11442 or 0x114C2 or 0x115BF or 0x1163F or 0x116B6 or 0x1172B or 0x11839 or 0x1193D or 0x1193E or 0x119E0 or 0x11A34 or 0x11A47 or 0x11A99
        or 0x11C3F or 0x11D44 or 0x11D45 or 0x11D97;

    // RFC 5892, appendix A.1: a letter that joins to the left before it and one that joins to the right after it. Arabic, Syriac, Mongolian, N'Ko.
    private static bool JoinsOnBothSides(List<int> label, int i)
    {
        var (before, after) = (i - 1, i + 1);
        while (before >= 0 && Category(label[before]) == UnicodeCategory.NonSpacingMark)
            before--;
        while (after < label.Count && Category(label[after]) == UnicodeCategory.NonSpacingMark)
            after++;
        return before >= 0 && after < label.Count && JoinsForward(label[before]) && Joins(label[after]);
    }

    private static bool Joins(int c) => c is (>= 0x0620 and <= 0x06D3 and not (0x0621 or 0x0674)) or (>= 0x06EE and <= 0x06FF) or (>= 0x0710 and <= 0x077F) or (>= 0x07CA and <= 0x07EA)
        or (>= 0x0840 and <= 0x0858) or (>= 0x08A0 and <= 0x08C7) or (>= 0x1820 and <= 0x18AA);

    // Letters such as alef, dal, reh and waw join only to what stands before them.
    private static bool JoinsForward(int c) => Joins(c) && c is not ((>= 0x0622 and <= 0x0625) or 0x0627 or 0x0629 or (>= 0x062F and <= 0x0632) or 0x0648
        or (>= 0x0671 and <= 0x0673) or (>= 0x0675 and <= 0x0677) or (>= 0x0688 and <= 0x0699) or 0x06C0 or (>= 0x06C3 and <= 0x06CB) or 0x06CD or 0x06CF or 0x06D2 or 0x06D3
        or 0x06EE or 0x06EF or 0x0710 or (>= 0x0715 and <= 0x0719) or 0x071E or 0x0728 or 0x072A or 0x072C or 0x072F);

    private static bool IsGreek(int c) => c is (>= 0x0370 and <= 0x03FF and not (0x0374 or 0x037E or 0x0385 or 0x0387)) or (>= 0x1F00 and <= 0x1FFE) or 0x2126;

    private static bool IsHebrew(int c) => c is (>= 0x0591 and <= 0x05F4) or (>= 0xFB1D and <= 0xFB4F);

    private static bool IsJapanese(int c) => c is (>= 0x3041 and <= 0x3096) or (>= 0x309D and <= 0x309F) or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FD and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF)
        or 0x3005 or 0x3007 or (>= 0x3021 and <= 0x3029) or (>= 0x3038 and <= 0x303B) or (>= 0x2E80 and <= 0x2FD5) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFAD9) or (>= 0x20000 and <= 0x323AF);
}
