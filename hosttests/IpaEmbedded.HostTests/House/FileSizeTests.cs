namespace IpaEmbedded.HostTests.House;

/// <summary>A source file that grows past 500 lines is split; tables may be longer.</summary>
[TestClass]
public sealed class FileSizeTests
{
    private const int MostLines = 500;

    /// <summary>Files that are past the limit, with the length that they may not exceed; an entry goes when the file is split.</summary>
    private static readonly (string Path, int Lines)[] Exceptions =
    [
        ("dts/IpaEmbedded.DeviceTree/Syntax/DtsParser.cs", 520),
    ];

    [TestMethod]
    public void No_source_file_but_a_table_has_more_than_500_lines()
    {
        var tooLong = Sources()
            .Where(file => file.Lines > Limit(file.Path) && !IsTable(file.Path))
            .Select(file => $"{file.Path} has {file.Lines} lines");

        Assert.AreEqual("", string.Join('\n', tooLong));
    }

    [TestMethod]
    public void A_file_that_has_become_short_enough_is_no_exception_any_longer()
    {
        var sources = Sources().ToDictionary(file => file.Path, file => file.Lines);

        var needless = Exceptions.Where(entry => sources.GetValueOrDefault(entry.Path) <= MostLines).Select(entry => entry.Path);

        Assert.AreEqual("", string.Join('\n', needless));
    }

    /// <summary>Register tables, version data and golden rows: a list of numbers has no place to be split.</summary>
    private static bool IsTable(string path) =>
        path.StartsWith("firmware/IpaEmbedded.Ipa/Registers/", StringComparison.Ordinal)
        || path.StartsWith("firmware/IpaEmbedded.Ipa/Data/", StringComparison.Ordinal)
        || path.StartsWith("hosttests/IpaEmbedded.HostTests/Ipa/Tables/", StringComparison.Ordinal);

    private static int Limit(string path) => Exceptions.Where(entry => entry.Path == path).Select(entry => entry.Lines).FirstOrDefault(MostLines);

    private static IEnumerable<(string Path, int Lines)> Sources() =>
        RepositoryRoot.Files(".", "*.cs").Select(file => (RepositoryRoot.Relative(file), File.ReadLines(file).Count()));
}
