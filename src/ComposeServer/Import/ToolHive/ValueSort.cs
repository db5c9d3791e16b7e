namespace ComposeServer.Import.ToolHive;

/// <summary>What is known of a value when it is imported.</summary>
internal enum ValueSort
{
    Any,
    Boolean,
    Number,
    Text,

    /// <summary>A text, or null where there is none.</summary>
    TextOrNull,

    /// <summary>A step's status, which has other words here.</summary>
    Status,
    List,
    Object,
}
