namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>Files of the repository that are written from others.</summary>
internal static class Generated
{
    /// <summary>Compares a generated file with what it should be, and writes it first when IPA_UPDATE is 1.</summary>
    public static void AssertCurrent(string relativePath, Func<string, string> generate)
    {
        string path = RepositoryRoot.PathOf(relativePath);
        string actual = File.Exists(path) ? File.ReadAllText(path) : "";
        string expected = generate(actual);
        if (Environment.GetEnvironmentVariable("IPA_UPDATE") == "1" && actual != expected)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
            actual = expected;
        }

        Assert.AreEqual(expected, actual, $"{relativePath} is stale; run this test with IPA_UPDATE=1");
    }
}
