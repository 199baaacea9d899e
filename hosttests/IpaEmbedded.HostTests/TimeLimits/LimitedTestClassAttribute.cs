using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.TimeLimits;

/// <summary>What <c>[TestClass]</c> is in this assembly (<c>GlobalUsings.cs</c>): every test of the class has a limit of time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LimitedTestClassAttribute : Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute
{
    /// <inheritdoc/>
    public override TestMethodAttribute? GetTestMethodAttribute(TestMethodAttribute testMethodAttribute) => new LimitedTestMethodAttribute(testMethodAttribute, testMethodAttribute.DeclaringFilePath, testMethodAttribute.DeclaringLineNumber ?? -1);
}
