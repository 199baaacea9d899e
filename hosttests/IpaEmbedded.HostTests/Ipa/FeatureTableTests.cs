using System.Reflection;
using System.Text.RegularExpressions;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Ipa;

/// <summary>The table of features names every feature once, and for each a test that exists or the reason why it is not built.</summary>
[TestClass]
public sealed partial class FeatureTableTests
{
    private const string Table = "firmware/IpaEmbedded.Ipa/FEATURES.md";

    [TestMethod]
    public void Every_feature_has_a_row_and_no_row_is_twice()
    {
        string[] expected =
        [
            .. Numbered("D", 17), .. Numbered("1.", 10), .. Numbered("2.", 5), .. Numbered("3.", 22), .. Numbered("4.", 10), .. Numbered("5.", 10), .. Numbered("6.", 8),
            .. Numbered("7.", 5), .. Numbered("8.", 6), .. Numbered("9.", 12), .. Numbered("10.", 13), .. Numbered("11.", 8), .. Numbered("12.", 3), .. Numbered("T", 6),
            .. Numbered("L", 15),
        ];
        string[] found = [.. Rows().Select(row => row.Id)];

        Assert.AreEqual("", string.Join(' ', expected.Except(found)), "missing");
        Assert.AreEqual("", string.Join(' ', found.Except(expected)), "unknown");
        Assert.HasCount(expected.Length, found);
    }

    [TestMethod]
    public void Every_named_test_exists_and_is_run()
    {
        var problems = new List<string>();
        int named = 0;
        foreach ((string id, string text, string test) in Rows())
        {
            Assert.IsGreaterThan(15, text.Length, id);
            if (test.StartsWith("not built: ", StringComparison.Ordinal)) { continue; }
            MatchCollection names = TestName().Matches(test);
            if (names.Count == 0) { problems.Add($"{id}: names no test"); }
            foreach (Match name in names)
            {
                named++;
                MethodInfo? method = typeof(FeatureTableTests).Assembly.GetTypes().Where(type => type.Name == name.Groups[1].Value)
                    .Select(type => type.GetMethod(name.Groups[2].Value)).FirstOrDefault(m => m is not null);
                if (method?.GetCustomAttribute<TestMethodAttribute>() is null || method.GetCustomAttribute<IgnoreAttribute>() is not null)
                {
                    problems.Add($"{id}: {name.Value} is no test that runs");
                }
            }
        }
        Assert.AreEqual("", string.Join('\n', problems));
        Assert.IsGreaterThan(130, named);
    }

    private static IEnumerable<string> Numbered(string prefix, int count) => Enumerable.Range(1, count).Select(i => prefix + i);

    private static IReadOnlyList<(string Id, string Text, string Test)> Rows() =>
    [
        .. File.ReadLines(RepositoryRoot.PathOf(Table))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 5 && cells[1] is not ("id" or "---"))
            .Select(cells => (cells[1], cells[2], cells[3])),
    ];

    [GeneratedRegex("`([A-Za-z0-9]+)\\.([A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
