using System.Diagnostics;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Bindings;

[TestClass]
public sealed class OurBoardsTests
{
    public static IEnumerable<object[]> Boards() =>
        Directory.GetFiles(RepositoryRoot.PathOf("dts/boards"), "*.dts").Select(path => new object[] { Path.GetFileName(path) });

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void A_board_compiles_and_its_bindings_find_nothing(string board)
    {
        CompileResult result = Compile(board);
        Assert.AreEqual("", string.Join("\n", result.Diagnostics));

        ValidationReport report = Trial.Validate(result.Tree!, Trial.OwnBindings);

        Assert.AreEqual("", string.Join("\n", report.Diagnostics));
        Assert.AreEqual("", string.Join(" ", report.UnmatchedNodes), "every node with a compatible has a binding");
        Assert.IsTrue(report.NodesChecked > 20, report.Summary());
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void A_blob_is_judged_like_its_source(string board)
    {
        CompileResult source = Compile(board);
        CompileResult blob = FlattenedTreeReader.Read(FlattenedTreeWriter.Write(source.Tree!), "board.dtb");

        ValidationReport report = Trial.Validate(blob.Tree!, Trial.OwnBindings);

        Assert.AreEqual("", string.Join("\n", report.Diagnostics));
        Assert.AreEqual(Trial.Validate(source.Tree!, Trial.OwnBindings).Summary(), report.Summary());
    }

    [TestMethod]
    public void A_finding_in_a_blob_names_node_and_property()
    {
        DeviceTreeDocument source = Trial.Tree("#include \"sdm845-modem-init.dts\"\n&ipa { reg = <0x0 0x01e40000 0x0 0x7000>; };");
        CompileResult blob = FlattenedTreeReader.Read(FlattenedTreeWriter.Write(source), "board.dtb");

        IpaEmbedded.DeviceTree.Diagnostic finding = Trial.Validate(blob.Tree!, Trial.OwnBindings).Diagnostics.Single();

        Assert.IsNull(finding.Span);
        Assert.AreEqual("/soc@0/ipa@1e40000", finding.NodePath);
        Assert.AreEqual("reg", finding.Property);
        Assert.AreEqual("/soc@0/ipa@1e40000: 'reg' has 1 entry, the binding requires 3", finding.Message);
    }

    [TestMethod]
    public void Every_property_of_the_ipa_has_a_place_in_the_bindings()
    {
        Node ipa = Compile("sdm845-modem-init.dts").Tree!.FindByLabel("ipa")!;
        string[] missing = [.. ipa.Properties.Where(property => Trial.OwnBindings.RuleFor(ipa, property.Name) is null).Select(property => property.Name)];

        Assert.AreEqual("", string.Join(" ", missing));
        Assert.AreEqual("  clocks:", Trial.LineAt(Trial.OwnBindings.RuleFor(ipa, "clocks")!.Value));
        StringAssert.EndsWith(Trial.OwnBindings.RuleFor(ipa, "clocks")!.Value.FileName, "net/qcom,ipa.yaml", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_node_without_compatible_is_described_by_the_binding_of_its_parent()
    {
        DeviceTreeDocument tree = Compile("sdm845-modem-init.dts").Tree!;

        StringAssert.EndsWith(Trial.OwnBindings.RuleFor(tree.FindByLabel("ipa_smp2p_in")!, "qcom,entry-name")!.Value.FileName, "soc/qcom,smp2p.yaml", StringComparison.Ordinal);
        Assert.IsNull(Trial.OwnBindings.RuleFor(tree.FindByLabel("ipa_smp2p_in")!, "no-such-property"));
    }

    [TestMethod]
    public void Our_bindings_are_accepted_by_debians_checker()
    {
        string core = RepositoryRoot.PathOf("bindings/schemas/core");
        string devices = RepositoryRoot.PathOf("bindings/schemas");
        string[] ofCore = Directory.GetFiles(core, "*.yaml", SearchOption.AllDirectories);

        Assert.AreEqual("", Run("dt-doc-validate", ["-u", core, .. ofCore]));
        Assert.AreEqual("", Run("dt-doc-validate", ["-u", devices, .. Directory.GetFiles(devices, "*.yaml", SearchOption.AllDirectories).Except(ofCore)]));
    }

    [TestMethod]
    [DataRow("bindings/schemas/core", DisplayName = "our core")]
    [DataRow(DtSchema.DtSchemaRun.Core, DisplayName = "Debian's core")]
    public void Debians_validator_accepts_our_boards_by_our_bindings(string core)
    {
        string rules = Path.Combine(RepositoryRoot.Folder, core);
        if (!Directory.Exists(rules))
        {
            Assert.Inconclusive("dt-schema is not installed");
        }
        using var folder = new TemporaryFolder();
        foreach (object[] board in Boards())
        {
            File.WriteAllBytes(folder[board[0] + ".dtb"], FlattenedTreeWriter.Write(Compile((string)board[0]).Tree!));
        }
        string[] blobs = Directory.GetFiles(folder[""], "*.dtb");
        string wrong = folder["wrong.dtb"];
        File.WriteAllBytes(wrong, FlattenedTreeWriter.Write(Trial.Tree("#include \"sdm845-modem-init.dts\"\n&ipa { reg = <0x0 0x01e40000 0x0 0x7000>; };")));
        string[] files = [.. Directory.GetFiles(RepositoryRoot.PathOf("bindings/schemas"), "*.yaml", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/schemas/core/", StringComparison.Ordinal)).Order(StringComparer.Ordinal), .. Directory.GetFiles(rules, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        Assert.AreEqual("", Run("dt-mk-schema", ["-j", "-u", "-o", folder["rules.json"], .. files]));
        Assert.AreEqual("", Run("dt-validate", ["-s", folder["rules.json"], .. blobs]));
        Assert.Contains("ipa@1e40000: reg: ", Run("dt-validate", ["-s", folder["rules.json"], wrong]));
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void A_board_compiles_with_debians_compiler_without_a_warning(string board)
    {
        string output = Path.Combine(Path.GetTempPath(), "ipaembedded-" + Guid.NewGuid().ToString("N"));
        try
        {
            Assert.AreEqual("", Run("cpp", ["-x", "assembler-with-cpp", "-nostdinc", "-undef", "-D__DTS__", "-P", "-I", RepositoryRoot.PathOf("dts/include"), RepositoryRoot.PathOf("dts/boards/" + board), "-o", output + ".dts"]));
            Assert.AreEqual("", Run("dtc", ["-O", "dtb", output + ".dts", "-o", output + ".dtb"]));
        }
        finally
        {
            File.Delete(output + ".dts");
            File.Delete(output + ".dtb");
        }
    }

    private static CompileResult Compile(string board) =>
        DeviceTreeCompiler.Compile(RepositoryRoot.PathOf("dts/boards/" + board), new CompileOptions { IncludeDirectories = [RepositoryRoot.PathOf("dts/include")] });

    /// <summary>What a tool of Debian writes to its outputs.</summary>
    private static string Run(string tool, string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string text = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return text.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive(tool + " is not installed");
            return "";
        }
    }
}
