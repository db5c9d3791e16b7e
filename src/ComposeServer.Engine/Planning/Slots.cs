namespace ComposeServer.Engine.Planning;

/// <summary>The numbers under which a run's context gives the roots of references.</summary>
internal static class Slots
{
    internal const int Input = 0;
    internal const int This = 1;
    internal const int Run = 2;
    internal const int RunId = 3;
    internal const int RunStartedAt = 4;
    internal const int RunTool = 5;
    internal const int AllSteps = 6;
    internal const int Item = 7;
    internal const int Index = 8;
    internal const int Error = 9;
    private const int FirstStep = 16;
    private const int PerStep = 16;

    internal static int Of(int step, StepField field) => FirstStep + (step * PerStep) + (int)field;

    /// <summary>Whether the slot belongs to a step.</summary>
    internal static bool IsStep(int slot) => slot >= FirstStep;

    internal static int StepOf(int slot) => (slot - FirstStep) / PerStep;

    internal static StepField FieldOf(int slot) => (StepField)((slot - FirstStep) % PerStep);
}
