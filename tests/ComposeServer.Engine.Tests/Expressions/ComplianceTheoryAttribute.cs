namespace ComposeServer.Engine.Tests.Expressions;

/// <summary>A theory over the compliance suite, skipped where the suite is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ComplianceTheoryAttribute : TheoryAttribute
{
    public ComplianceTheoryAttribute()
    {
        if (ComplianceSuite.File is null)
            Skip = "the JSONPath compliance suite is not beside the checkout (set COMPOSER_SUITES to the folder of suites)";
    }
}
