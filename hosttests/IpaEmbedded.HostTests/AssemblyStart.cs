namespace IpaEmbedded.HostTests;

/// <summary>What holds for all tests.</summary>
[TestClass]
public sealed class AssemblyStart
{
    /// <summary>Tests leave nothing behind where the user's caches are.</summary>
    [AssemblyInitialize]
    public static void Begin(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Environment.SetEnvironmentVariable("IPA_CACHE", "");
    }
}
