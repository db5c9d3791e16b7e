namespace ComposeServer.Tests.Samples;

/// <summary>Names the sample that a test runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SampleAttribute(string name) : Attribute
{
    internal string Name => name;
}
