using System.Text.RegularExpressions;

using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Corpus;

[TestClass]
public sealed partial class CorpusCheckTests
{
    [TestMethod]
    [DataRow("dts")]
    [DataRow("examples")]
    public void Checks_find_what_dtc_finds_on_every_file_of_the_corpus(string set)
    {
        KernelCorpus corpus = KernelCorpus.Open();
        var compiler = new DeviceTreeCompiler(new HeaderCache());
        var balance = new Dictionary<(string File, string Check, string Path), int>();
        int golden = 0;
        foreach ((string key, string source) in corpus.Boards(set, ""))
        {
            var options = new CompileOptions { BootCpu = 0, IncludeDirectories = corpus.IncludeDirectories(source), Checks = CheckOptions.Default };
            CompileResult result = compiler.CompileFile($"{corpus.Directory}/{key}.pp.dts", options);
            foreach (Diagnostic found in result.Diagnostics)
            {
                if (CheckTable.Find(found.Check ?? "") is { IsDtc: true })
                {
                    Add(balance, (key, found.Check!, found.NodePath ?? ""), 1);
                }
            }
            var doubles = new HashSet<(string Check, string Path)>();
            foreach (string line in File.ReadLines($"{corpus.Directory}/{key}.stderr"))
            {
                Match match = WarningLine().Match(line);
                if (!match.Success)
                {
                    continue;
                }
                golden++;
                string check = match.Groups["check"].Value, path = match.Groups["path"].Value;
                if (check.StartsWith("unique_unit_address", StringComparison.Ordinal) && OtherNode().Match(line) is { Success: true } other)
                {
                    // dtc warns of each pair, at the earlier node; we once at each later node, so that the cost is linear.
                    path = other.Groups["path"].Value;
                    if (!doubles.Add((check, path)))
                    {
                        continue;
                    }
                }
                Add(balance, (key, check, path), -1);
            }
        }

        Assert.IsGreaterThan(0, golden);
        Assert.IsEmpty(balance.Where(each => each.Value != 0).ToArray(), string.Join('\n', balance.Where(each => each.Value != 0).Take(10)));
    }

    private static void Add(Dictionary<(string, string, string), int> balance, (string, string, string) finding, int count) =>
        balance[finding] = balance.GetValueOrDefault(finding) + count;

    [GeneratedRegex(@"\(also used in node (?<path>/[^)]*)\)")]
    private static partial Regex OtherNode();

    [GeneratedRegex(@"Warning \((?<check>\w+)\): (Failed prerequisite|(?<path>/[^:]*?)(:[^ :]+)?: )")]
    private static partial Regex WarningLine();
}
