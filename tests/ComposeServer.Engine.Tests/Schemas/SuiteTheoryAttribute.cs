namespace ComposeServer.Engine.Tests.Schemas;

/// <summary>A theory over the public suite, skipped where the suite is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SuiteTheoryAttribute : TheoryAttribute
{
    public SuiteTheoryAttribute()
    {
        if (Suite.Folder is null)
            Skip = "the JSON Schema test suite is not beside the checkout (set COMPOSER_SUITES to its folder)";
    }
}
