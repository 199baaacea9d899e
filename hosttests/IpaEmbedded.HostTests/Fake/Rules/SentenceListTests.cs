using System.Reflection;
using System.Text.RegularExpressions;
using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Fake.Rules;

/// <summary>The list of what the reference says of a driver: each sentence has rules that exist or a reason, and each rule stands by a sentence.</summary>
[TestClass]
public sealed partial class SentenceListTests
{
    private static readonly string[] Rules = [.. typeof(SanitizerRule).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [TestMethod]
    public void Each_sentence_has_rules_that_exist_or_a_reason_why_none()
    {
        string[][] rows = Rows();
        Assert.IsGreaterThan(120, rows.Length);
        foreach (string[] row in rows)
        {
            string[] rules = [.. Names().Matches(row[3]).Select(match => match.Groups[1].Value)];
            Assert.IsTrue(rules.Length > 0 || row[4] != "", $"{row[1]}: {row[2]}");
            foreach (string rule in rules) { CollectionAssert.Contains(Rules, rule, row[2]); }
        }
    }

    [TestMethod]
    public void Each_rule_stands_by_a_sentence()
    {
        string[] named = [.. Rows().SelectMany(row => Names().Matches(row[3])).Select(match => match.Groups[1].Value)];

        CollectionAssert.AreEquivalent(Rules, named.Distinct().ToArray());
    }

    [TestMethod]
    public void Tests_that_watch_in_place_of_a_rule_exist()
    {
        HashSet<string> classes = [.. typeof(SentenceListTests).Assembly.GetTypes().Where(type => type.GetCustomAttribute<TestClassAttribute>() is not null).Select(type => type.Name)];
        string[] named = [.. Rows().SelectMany(row => Names().Matches(row[4])).Select(match => match.Groups[1].Value).Where(name => name.EndsWith("Tests", StringComparison.Ordinal))];

        Assert.IsGreaterThan(15, named.Length);
        foreach (string name in named) { Assert.Contains(name, classes); }
    }

    private static string[][] Rows() =>
        [.. File.ReadLines(RepositoryRoot.PathOf("firmware/IpaEmbedded.Fake/SENTENCES.md")).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 6 && (cells[1] + " ")[0] is (>= '1' and <= '9') or 'A')];

    [GeneratedRegex("`([A-Za-z0-9_-]+)`")]
    private static partial Regex Names();
}
