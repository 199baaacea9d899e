namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>fdtget and fdtoverlay give what Debian's give.</summary>
[TestClass]
public sealed class CompanionTests
{
    private const string Source = """
        /dts-v1/;
        / {
        	model = "foo", "bar"; e; one = "x"; odd = "a", ""; tab = "a\tb";
        	l: n@1 { reg = <1 0xffffffff>; b = [01 ff 80]; h = /bits/ 16 <1 65535>; };
        	m { };
        	aliases { a0 = "/n@1"; };
        };
        """;

    [TestMethod]
    [DataRow("in.dtb / model / e / one / odd / tab")]
    [DataRow("in.dtb /n@1 reg /n reg a0 b /n@1 h")]
    [DataRow("-tx in.dtb /n@1 reg / one")]
    [DataRow("-t u in.dtb /n@1 reg")]
    [DataRow("--type=bx in.dtb /n@1 b /n@1 reg")]
    [DataRow("-t hi in.dtb /n@1 h /n@1 reg")]
    [DataRow("-thhu in.dtb /n@1 b")]
    [DataRow("-t hx in.dtb /n@1 b")]
    [DataRow("-t s in.dtb /n@1 reg")]
    [DataRow("-t q in.dtb / model")]
    [DataRow("-p in.dtb / /n@1 /m")]
    [DataRow("-l in.dtb / /n@1")]
    [DataRow("-d none in.dtb / nope / model /zz x")]
    [DataRow("in.dtb / nope")]
    [DataRow("in.dtb / model /zz x / one")]
    [DataRow("in.dtb /")]
    [DataRow("in.dtb")]
    [DataRow("none.dtb / x")]
    [DataRow("-z")]
    [DataRow("-V")]
    public void A_value_is_read_as_fdtget_reads_it(string line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", Source);
        OriginalTool.Run("dtc", folder[""], ["-@", "-q", "-o", "in.dtb", "in.dts"]);
        string[] args = line.Split(' ');

        (int exit, byte[] text, string error) = OriginalTool.Run("fdtget", folder[""], args);
        CommandRun ours = CommandRun.Of(["fdtget", .. args.Select(arg => arg.EndsWith(".dtb", StringComparison.Ordinal) ? folder[arg] : arg)]);

        Assert.AreEqual((exit, System.Text.Encoding.Latin1.GetString(text)), (ours.ExitCode, ours.Out));
        Assert.AreEqual(LastLine(error), LastLine(ours.Error.Replace(folder["x"][..^1], "", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("&l { status = \"okay\"; new { x = <&l>; }; };", 0)]
    [DataRow("/ { fragment@0 { target-path = \"a0\"; __overlay__ { y; }; }; };", 0)]
    [DataRow("/ { fragment@0 { target-path = \"a0//\"; __overlay__ { y; z { }; }; }; };", 0)]
    [DataRow("/ { fragment@0 { target-path = \"nobus/x\"; __overlay__ { y; }; }; };", 1)]
    [DataRow("/ { fragment@0 { target-path = \"m\"; __overlay__ { y; }; }; };", 1)]
    [DataRow("/ { fragment@0 { target-path = \"\"; __overlay__ { y; }; }; };", 1)]
    [DataRow("&nope { y; };", 1)]
    public void An_overlay_is_applied_as_fdtoverlay_applies_it(string overlay, int expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", Source);
        folder.Write("o.dts", "/dts-v1/;\n/plugin/;\n" + overlay + "\n");
        OriginalTool.Run("dtc", folder[""], ["-@", "-q", "-o", "in.dtb", "in.dts"]);
        OriginalTool.Run("dtc", folder[""], ["-@", "-q", "-o", "o.dtbo", "o.dts"]);

        (int exit, _, string error) = OriginalTool.Run("fdtoverlay", folder[""], ["-i", "in.dtb", "-o", "theirs", "o.dtbo"]);
        CommandRun ours = CommandRun.Of("fdtoverlay", "-i", folder["in.dtb"], "-o", folder["ours"], folder["o.dtbo"]);

        Assert.AreEqual((expected, expected), (exit, ours.ExitCode), error + ours);
        Assert.AreEqual(exit == 0 ? OriginalTool.TextOf(folder["theirs"]) : "(no file)", OriginalTool.TextOf(folder["ours"]));
    }

    private static string LastLine(string text) => text.TrimEnd('\n').Split('\n')[^1];
}
