namespace IpaEmbedded.HostTests.Cli;

/// <summary>An overlay has no root and no whole nodes, so "ipa dt check" asks it for nothing that only its base can have.</summary>
[TestClass]
public sealed class CheckedOverlayTests
{
    private const string Overlay = """
        /dts-v1/;
        /plugin/;
        &gpio { pins: pins { brcm,pins = <4>; brcm,function = <1>; }; };
        &{/soc} { sensor@76 { compatible = "bosch,bme280"; reg = <0x76>; }; };
        / { __overrides__ { pin = <&pins>, "brcm,pins:0", "odd"; }; };

        """;

    [TestMethod]
    [DataRow("o.dtso")]
    [DataRow("o.dtbo")]
    public void Source_and_blob_pass_and_it_is_said_that_their_base_is_wanted(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("o.dtso", Overlay);
        Assert.AreEqual(0, CommandRun.Of("dt", "build", folder["o.dtso"], "-o", folder["o.dtbo"], "-@", "-q").ExitCode);

        CommandRun run = CommandRun.Of("dt", "check", "-Wno-reg_format", "-Wno-avoid_default_addr_size", folder[name]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("", run.Error);
        StringAssert.Contains(run.Out, $"{name}: an overlay; bindings say nothing about it before it is applied ('ipa dt overlay BASE OVERLAY -o TREE', then check TREE)");
    }

    [TestMethod]
    public void An_overlay_with_a_mistake_of_dtcs_checks_is_still_told_so()
    {
        using var folder = new TemporaryFolder();
        folder.Write("o.dtso", "/dts-v1/;\n/plugin/;\n&gpio { a { #clock-cells = <1 2>; }; };\n");

        CommandRun run = CommandRun.Of("dt", "check", folder["o.dtso"]);

        StringAssert.Contains(run.Error + run.Out, "DT2236");
    }
}
