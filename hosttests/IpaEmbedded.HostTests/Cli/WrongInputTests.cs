using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>Inputs that authors really get wrong: each names the place and never boots.</summary>
[TestClass]
public sealed class WrongInputTests
{
    private static readonly string Soc = ShownPath.Of(RepositoryRoot.PathOf("dts/soc/sdm845.dtsi"));
    private static readonly string Binding = ShownPath.Of(RepositoryRoot.PathOf("bindings/schemas/net/qcom,ipa.yaml"));

    [TestMethod]
    [DataRow("/delete-property/ clocks;", "{soc}:405:7: error DT3002: /soc@0/ipa@1e40000: required property 'clocks' is missing")]
    [DataRow("reg = <0x01e40000 0x7000 0x01e47000 0x2000>;", "{board}:11:1: error DT3003: /soc@0/ipa@1e40000: 'reg' has 1 entry, the binding requires 3")]
    [DataRow("clocks = <&no_such_clock 12>;", "{board}:11:11: error DT2010: no node has the label 'no_such_clock'")]
    [DataRow("interrupts-extended = <&intc 0 311>, <&intc 0 432 4>, <&ipa_smp2p_in 0 1>, <&ipa_smp2p_in 1 1>;",
        "{board}:11:24: error DT3022: /soc@0/ipa@1e40000: 'interrupts-extended' gives 2 cells to /soc@0/interrupt-controller@17a00000, which takes 3 ('#interrupt-cells')")]
    public void A_mistake_in_a_source_is_shown_at_its_line(string line, string expected)
    {
        using var folder = new TemporaryFolder();
        string board = folder.WriteBoard("board.dts", line);
        CommandRun run = CommandRun.Of("boot", board);

        string wanted = expected.Replace("{soc}", Soc, StringComparison.Ordinal).Replace("{board}", board, StringComparison.Ordinal);
        CollectionAssert.Contains(run.Error.Split('\n'), wanted, run.Error);
        Assert.EndsWith($"ipa: {board} was not booted: 1 error\n", run.Error);
        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("", run.Out);
    }

    [TestMethod]
    public void A_broken_rule_is_shown_with_the_line_of_the_tree_and_the_line_of_the_rule()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("boot", folder.WriteBoard("board.dts", "/delete-property/ clocks;"));

        Assert.Contains($"""
            {Soc}:405:7: error DT3002: /soc@0/ipa@1e40000: required property 'clocks' is missing
              405 | 	ipa: ipa@1e40000 {"{"}
                  | 	     ^^^^^^^^^^^
            {Binding}:136:5: note: required by this rule
              136 |   - clocks
                  |     ^^^^^^

            """, run.Error);
    }

    [TestMethod]
    [DataRow("/delete-property/ clocks;", "{blob}: /soc@0/ipa@1e40000: error DT3002: /soc@0/ipa@1e40000: required property 'clocks' is missing")]
    [DataRow("reg = <0x01e40000 0x7000 0x01e47000 0x2000>;", "{blob}: /soc@0/ipa@1e40000:reg: error DT3003: /soc@0/ipa@1e40000: 'reg' has 1 entry, the binding requires 3")]
    [DataRow("clocks = <0x7777 12>;", "{blob}: /soc@0/ipa@1e40000:clocks: error DT3020: /soc@0/ipa@1e40000: 'clocks' refers to phandle 0x7777, which no node has")]
    public void A_mistake_in_a_blob_is_shown_by_node_and_property(string line, string expected)
    {
        using var folder = new TemporaryFolder();
        string blob = folder["board.dtb"];
        Assert.AreEqual(0, CommandRun.Of("dt", "build", folder.WriteBoard("board.dts", line), "-o", blob, "-q").ExitCode);
        CommandRun run = CommandRun.Of("boot", blob);

        CollectionAssert.Contains(run.Error.Split('\n'), expected.Replace("{blob}", blob, StringComparison.Ordinal), run.Error);
        Assert.EndsWith($"ipa: {blob} was not booted: 1 error\n", run.Error);
        Assert.AreEqual(1, run.ExitCode);
    }

    [TestMethod]
    public void An_endless_include_ends_with_one_message()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("endless.dts", "/dts-v1/;\n#include \"endless.dts\"\n");
        CommandRun run = CommandRun.Of("boot", path);

        Assert.StartsWith($"{path}:2:1: error DT1021: \"endless.dts\" would be inside 32 files; the includes are endless\n", run.Error);
        Assert.EndsWith($"ipa: {path} was not booted: 1 error\n", run.Error);
        Assert.AreEqual(1, run.ExitCode);
    }

    [TestMethod]
    public void A_blob_that_ends_too_early_is_refused_with_both_sizes()
    {
        using var folder = new TemporaryFolder();
        string blob = folder["board.dtb"];
        CommandRun.Of("dt", "build", RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts"), "-o", blob);
        byte[] whole = File.ReadAllBytes(blob);
        File.WriteAllBytes(blob, whole[..3000]);
        CommandRun run = CommandRun.Of("boot", blob);

        Assert.AreEqual($"{blob}: error DT2101: the header says {whole.Length} bytes, the file has 3000\nipa: {blob} was not booted: 1 error\n", run.Error);
        Assert.AreEqual(1, run.ExitCode);
    }

    [TestMethod]
    public void A_tree_without_an_IPA_says_what_was_looked_for()
    {
        using var folder = new TemporaryFolder();
        string board = folder.WriteBoard("board.dts", "compatible = \"qcom,none\";");
        CommandRun run = CommandRun.Of("boot", board);

        Assert.Contains($"{board}: /: error PL5002: compatible: expected an enabled node below that is compatible with one of qcom,msm8998-ipa, ", run.Error);
        Assert.AreEqual(1, run.ExitCode);
    }
}
