namespace ComposeServer.Engine.Types;

/// <summary>The JSON types that a value may have. An integer is a number without fraction (1.0 is one).</summary>
[Flags]
internal enum Kinds : byte
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    Text = 16,
    List = 32,
    Object = 64,
    Number = Integer | Fraction,
    Any = Null | Boolean | Number | Text | List | Object,
}
