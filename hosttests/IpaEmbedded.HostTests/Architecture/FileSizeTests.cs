namespace IpaEmbedded.HostTests.Architecture;

/// <summary>A source file that grows past 500 lines is split; tables may be longer.</summary>
[TestClass]
public sealed class FileSizeTests
{
    private const int MaxLines = 500;

    [TestMethod]
    public void No_source_file_but_a_table_has_more_than_500_lines()
    {
        var tooLong = RepositoryRoot.Files(".", "*.cs")
            .Select(file => (Path: RepositoryRoot.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MaxLines && !IsTable(file.Path))
            .Select(file => $"{file.Path} has {file.Lines} lines");

        Assert.AreEqual("", string.Join('\n', tooLong));
    }

    /// <summary>Register tables, version data and golden rows: a list of numbers has no place to be split.</summary>
    private static bool IsTable(string path) =>
        path.StartsWith("firmware/IpaEmbedded.Ipa.Registers/", StringComparison.Ordinal)
        || path.StartsWith("firmware/IpaEmbedded.Ipa/Data/", StringComparison.Ordinal)
        || path.StartsWith("hosttests/IpaEmbedded.HostTests/Ipa/Tables/", StringComparison.Ordinal);
}
