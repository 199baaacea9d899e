using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.DeviceTree.Commands;

[TestClass]
public sealed class IncludeTests
{
    [TestMethod]
    public void A_kernel_checkout_needs_no_include_directories()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("include/dt-bindings/gpio.h", "#define PIN 7\n");
        folder.Tree("arch/arm64/boot/dts/vendor/soc.dtsi", "/ { soc { }; };\n");
        Directory.CreateDirectory(folder["scripts/dtc/include-prefixes"]);
        Directory.CreateSymbolicLink(folder["scripts/dtc/include-prefixes/dt-bindings"], "../../../include/dt-bindings");
        Directory.CreateSymbolicLink(folder["scripts/dtc/include-prefixes/arm64"], "../../../arch/arm64/boot/dts");
        string board = folder.Tree("arch/arm64/boot/dts/vendor/board.dts", "/dts-v1/;\n#include <dt-bindings/gpio.h>\n#include <arm64/vendor/soc.dtsi>\n/ { pin = <PIN>; };\n");

        CommandRun run = CommandRun.Of("dt", "build", board, "-o", folder["a.dtb"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
    }

    [TestMethod]
    public void A_U_Boot_checkout_needs_no_include_directories()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("include/u-boot/version.h", "");
        folder.Tree("include/dt-bindings/one.h", "#define ONE 1\n");
        folder.Tree("dts/upstream/include/dt-bindings/two.h", "#define TWO 2\n");
        folder.Tree("dts/upstream/src/arm64/vendor/soc.dtsi", "/ { soc { }; };\n");
        string board = folder.Tree("arch/arm/dts/board.dts", "/dts-v1/;\n#include <dt-bindings/one.h>\n#include <dt-bindings/two.h>\n#include <vendor/soc.dtsi>\n/ { x = <ONE TWO>; };\n");

        CommandRun run = CommandRun.Of("dt", "build", board, "-o", folder["a.dtb"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
    }

    [TestMethod]
    public void A_Zephyr_checkout_needs_no_include_directories()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("include/zephyr/dt-bindings/one.h", "#define ONE 1\n");
        folder.Tree("dts/arm/vendor/soc.dtsi", "/ { soc { }; };\n");
        folder.Tree("dts/common/mem.h", "#define MEM 2\n");
        string board = folder.Tree("boards/arm/board/board.dts", "/dts-v1/;\n#include <zephyr/dt-bindings/one.h>\n#include <mem.h>\n#include <vendor/soc.dtsi>\n/ { x = <ONE MEM>; };\n");

        CommandRun run = CommandRun.Of("dt", "build", board, "-o", folder["a.dtb"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
    }

    [TestMethod]
    [DataRow("/ { d = /incbin/(\"../secret\"); };")]
    [DataRow("/ { d = /incbin/(\"link\"); };")]
    [DataRow("/include/ \"../secret\"\n/ { };")]
    [DataRow("#include \"../secret\"\n/ { };")]
    [DataRow("#include \"folder/secret\"\n/ { };")]
    public void A_file_outside_the_roots_is_refused_unless_it_is_allowed(string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret", "/* secret */\n");
        string source = folder.Tree("trees/a.dts", "/dts-v1/;\n" + text + "\n");
        File.CreateSymbolicLink(folder["trees/link"], "../secret");
        Directory.CreateSymbolicLink(folder["trees/folder"], folder[""]);

        CommandRun refused = CommandRun.Of("dt", "build", source, "-o", folder["a.dtb"]);
        bool written = File.Exists(folder["a.dtb"]);
        CommandRun allowed = CommandRun.Of("dt", "build", source, "-o", folder["a.dtb"], "--allow-outside");
        CommandRun root = CommandRun.Of("dt", "build", source, "-o", folder["a.dtb"], "-i", folder[""]);

        Assert.AreEqual(1, refused.ExitCode, refused.ToString());
        Assert.Contains("error DT1024: ", refused.Error);
        Assert.IsFalse(written);
        Assert.AreEqual(0, allowed.ExitCode, allowed.ToString());
        Assert.AreEqual(0, root.ExitCode, root.ToString());
    }
}

/// <summary>Files in folders of their own below a temporary folder.</summary>
internal static class FolderTree
{
    public static string Tree(this TemporaryFolder folder, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        return folder.Write(name, text);
    }
}
