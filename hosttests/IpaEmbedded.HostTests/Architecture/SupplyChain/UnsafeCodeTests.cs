using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>Code that the runtime does not check stands in a list, with its reason in SECURITY.md.</summary>
[TestClass]
public sealed partial class UnsafeCodeTests
{
    private static readonly string[] Projects =
    [
        "firmware/IpaEmbedded.Runtime/IpaEmbedded.Runtime.csproj",
        "firmware/boards/linux/IpaEmbedded.Boards.Linux.csproj",
        "hosttests/IpaEmbedded.Benchmarks/IpaEmbedded.Benchmarks.csproj",
        "hosttests/IpaEmbedded.Fuzz/IpaEmbedded.Fuzz.csproj",
    ];

    [TestMethod]
    public void T26_Projects_that_allow_unsafe_code_are_these()
    {
        var found = RepositoryRoot.Files(".", "*.*proj").Concat(RepositoryRoot.Files(".", "*.props")).Concat(RepositoryRoot.Files(".", "*.targets"))
            .Where(file => XDocument.Load(file).Descendants().Any(element => element.Name.LocalName == "AllowUnsafeBlocks"))
            .Select(RepositoryRoot.Relative).Order(StringComparer.Ordinal);

        CollectionAssert.AreEqual(Projects, found.ToArray());
    }

    [TestMethod]
    public void T26_Every_file_with_unsafe_code_has_its_reason_in_SECURITY()
    {
        string security = File.ReadAllText(RepositoryRoot.PathOf("SECURITY.md"));
        var found = (string[])["firmware", "dts", "bindings", "cli"];
        var files = found.SelectMany(room => RepositoryRoot.Files(room, "*.cs"))
            .Where(file => Unsafe().IsMatch(File.ReadAllText(file)))
            .Select(RepositoryRoot.Relative).ToList();
        var told = Told().Matches(security).Select(match => match.Groups[1].Value).ToList();

        CollectionAssert.AreEquivalent(files, told);
    }

    [GeneratedRegex(@"^(?!\s*//).*\bunsafe\b(?!-)", RegexOptions.Multiline)]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"^\| `([^`]+\.cs)` \| \S", RegexOptions.Multiline)]
    private static partial Regex Told();
}
