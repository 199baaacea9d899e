using System.Text.RegularExpressions;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>A source file or a type that grows past 500 lines is split by its nouns; tables may be longer. Most files are far shorter.</summary>
[TestClass]
public sealed partial class FileSizeTests
{
    private const int MaxLines = 500;
    private const int MaxMedianLines = 80;

    private static readonly string[] ProductFolders = ["bindings/", "cli/", "dts/", "firmware/"];

    private static IEnumerable<(string Path, int Lines)> Files =>
        RepositoryRoot.Files(".", "*.cs").Select(file => (RepositoryRoot.Relative(file), File.ReadLines(file).Count()));

    [TestMethod]
    public void No_source_file_but_a_table_has_more_than_500_lines()
    {
        var tooLong = Files.Where(file => file.Lines > MaxLines && !IsTable(file.Path)).Select(file => $"{file.Path} has {file.Lines} lines");

        Assert.AreEqual("", string.Join('\n', tooLong));
    }

    [TestMethod]
    public void The_parts_of_a_partial_type_have_together_no_more_than_500_lines()
    {
        var tooLong = Files.Where(file => !IsTable(file.Path))
            .SelectMany(file => PartialTypes(file.Path).Select(type => (Type: type, file.Lines)))
            .GroupBy(part => part.Type, part => part.Lines)
            .Where(type => type.Sum() > MaxLines)
            .Select(type => $"{type.Key} has {type.Sum()} lines in {type.Count()} files");

        Assert.AreEqual("", string.Join('\n', tooLong));
    }

    [TestMethod]
    public void Half_of_the_product_files_have_at_most_80_lines()
    {
        int[] lines = [.. Files.Where(file => ProductFolders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))).Select(file => file.Lines).Order()];

        Assert.IsNotEmpty(lines);
        Assert.IsLessThanOrEqualTo(MaxMedianLines, lines[lines.Length / 2]);
    }

    /// <summary>The partial types of a file with their project's folder and their namespace; those inside other types count with these.</summary>
    private static IEnumerable<string> PartialTypes(string path)
    {
        string text = File.ReadAllText(RepositoryRoot.PathOf(path));
        return PartialType().Matches(text).Select(match => $"{Project(path)}: {Namespace().Match(text).Groups[1].Value}.{match.Groups[1].Value}").Distinct();
    }

    private static string Project(string path) => path.Split('/').FirstOrDefault(folder => folder.StartsWith("IpaEmbedded.", StringComparison.Ordinal), path.Split('/')[0]);

    /// <summary>Version data and golden rows: a list of numbers has no place to be split.</summary>
    private static bool IsTable(string path) =>
        path.StartsWith("firmware/IpaEmbedded.Ipa/Data/", StringComparison.Ordinal)
        || path.StartsWith("hosttests/IpaEmbedded.HostTests/Ipa/Tables/", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:[\w\[\]]+ )*partial (?:class|struct|record|interface) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PartialType();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
