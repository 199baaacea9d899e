using System.Text;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>Whoever reads a finding on a tree from source can go to the line of the tree, and to the line of the rule.</summary>
[TestClass]
public sealed class FindingSpanTests
{
    private const int EveryLine = 9;
    private const int EveryExample = 12;

    [TestMethod]
    public void A_board_of_ours_with_any_line_lost_or_misspelt_has_both_places_for_every_finding()
    {
        string path = RepositoryRoot.PathOf("dts/soc/sdm845.dtsi");
        string[] lines = File.ReadAllLines(path);
        int[] properties = [.. Enumerable.Range(0, lines.Length).Where(i => lines[i].EndsWith(';') && lines[i].Contains(" = ", StringComparison.Ordinal))];
        int found = 0;
        for (int i = 0; i < properties.Length; i += EveryLine)
        {
            string line = lines[properties[i]];
            foreach (string changed in (string[])["", line.Replace(" = ", "x = ", StringComparison.Ordinal)])
            {
                lines[properties[i]] = changed;
                found += Check(Compile(Path.Combine(RepositoryRoot.Folder, "dts/boards/changed.dts"), "/dts-v1/;\n" + string.Join('\n', lines).Replace("\"../", "\"" + RepositoryRoot.PathOf("dts/"), StringComparison.Ordinal)), Trial.OwnBindings);
            }
            lines[properties[i]] = line;
        }
        Assert.IsGreaterThan(20, found);
    }

    [TestMethod]
    public void The_kernels_boards_and_examples_have_both_places_for_every_finding()
    {
        KernelCorpus corpus = KernelCorpus.Open();
        BindingSet bindings = BindingSet.Load(corpus.Tree + "/Documentation/devicetree/bindings", RepositoryRoot.PathOf("bindings/schemas"));
        int found = 0;
        foreach ((_, string source) in corpus.Boards("dts", "qcom/sdm845"))
        {
            found += Check(DeviceTreeCompiler.Compile(corpus.Tree + "/" + source, new CompileOptions { IncludeDirectories = corpus.IncludeDirectories(source), Roots = ["/"] }).Tree, bindings);
        }
        Assert.IsGreaterThan(100, found);
        string[] examples = [.. Directory.GetFiles(corpus.Directory + "/examples", "*.pp.dts", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        for (int i = 0; i < examples.Length; i += EveryExample)
        {
            Check(DeviceTreeCompiler.Compile(examples[i], new CompileOptions { Roots = ["/"] }).Tree, bindings);
        }
    }

    private static DeviceTreeDocument? Compile(string path, string text) =>
        DeviceTreeCompiler.Compile(new SourceFile(path, text), new CompileOptions { IncludeDirectories = [RepositoryRoot.PathOf("dts/include")], Roots = [RepositoryRoot.PathOf("dts")] }).Tree;

    /// <summary>The number of findings of rules; each has its place in the tree, and its rule as the first note.</summary>
    private static int Check(DeviceTreeDocument? tree, BindingSet bindings)
    {
        if (tree is null)
        {
            return 0;
        }
        int rules = 0;
        foreach (Diagnostic finding in BindingValidator.Validate(tree, bindings).Diagnostics)
        {
            Assert.IsNotNull(finding.Span, finding.ToString());
            if (string.CompareOrdinal(finding.Id, "DT3013") <= 0)
            {
                rules++;
                Assert.IsNotNull(finding.Related.FirstOrDefault()?.Span, finding.ToString());
                Assert.EndsWith(".yaml", finding.Related[0].Span!.Value.FileName, finding.ToString());
            }
        }
        return rules;
    }

    /// <summary>A byte that is no UTF-8 is one byte, whatever it is shown as.</summary>
    [TestMethod]
    public void A_compatible_that_nothing_documents_is_shown_where_it_stands_whatever_bytes_stand_before_it()
    {
        DeviceTreeDocument tree = Trial.Tree("/dts-v1/;\n/ { compatible = \"a\\xff\\xff\", \"vendor,device\", \"vendor,other\"; };\n");

        string[] found = [.. new UndocumentedCompatibles(Trial.WithDevice("properties:\n  compatible:\n    const: vendor,device\n")).Of(tree).Select(each => each.ToString())];

        Assert.HasCount(2, found);
        StringAssert.StartsWith(found[0], "board.dts:2:18: ");
        StringAssert.StartsWith(found[1], "board.dts:2:48: ");
    }
}
