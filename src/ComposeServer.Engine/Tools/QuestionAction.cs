namespace ComposeServer.Engine.Tools;

/// <summary>What a person did with a question.</summary>
internal enum QuestionAction
{
    Accept,
    Decline,
    Cancel,
}
