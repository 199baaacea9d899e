using System.Text;

namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>The command lines by which builds call dtc are taken by "ipa dtc", with the same bytes, output and exit codes. Those of Linux, U-Boot, Yocto, Zephyr and Buildroot are facts of their own makefiles, classes and packages.</summary>
[TestClass]
public sealed class BuildLineTests
{
    private const string Board = """
        /dts-v1/;
        / {
        	#address-cells = <1>;
        	#size-cells = <1>;
        	soc: soc@0 { reg = <0 1>; compatible = "simple-bus"; gpio: gpio { gpio-controller; #gpio-cells = <2>; }; };
        	led { gpios = <&gpio 1 0>; };
        };

        """;

    private const string Overlay = "/dts-v1/;\n/plugin/;\n&soc { led@1 { reg = <1>; gpios = <&gpio 1 0>; }; };\n";

    [TestMethod]
    // Linux: cmd_dtc of scripts/Makefile.lib, plain, with symbols, and as an overlay.
    [DataRow("-o OUT -b 0 -iDIR/ -iDIR/part -Wno-interrupt_provider -Wno-unit_address_vs_reg -Wno-avoid_unnecessary_addr_size -Wno-alias_paths -Wno-graph_child_address -Wno-simple_bus_reg -Wno-unique_unit_address -d DEP BOARD")]
    [DataRow("-o OUT -b 0 -iDIR/ -Wno-interrupt_provider -Wnode_name_chars_strict -Wproperty_name_chars_strict -Winterrupt_provider -@ -d DEP BOARD")]
    [DataRow("-O dtb -o OUT -b 0 -i DIR -Wno-interrupt_provider -Wno-graph_port -@ -d DEP OVERLAY")]
    [DataRow("-I fs -s DIR/part")]
    // U-Boot: its cmd_dtc, its overlays, and its comparison of trees.
    [DataRow("-O dtb -o OUT -b 0 -i DIR/ -i DIR/part -p 4096 -a 0x8 -R 4 -Wno-unit_address_format -Wno-pci_bridge -Wno-pci_device_bus_num -Wno-pci_device_reg -d DEP BOARD")]
    [DataRow("-@ -O dtb -o OUT -b 0 -i DIR/ -Wno-simple_bus_reg -d DEP OVERLAY")]
    [DataRow("-s -O dts -o OUT -b 0 -i DIR/ BOARD")]
    // mkimage -f of U-Boot, whose IMAGE is the blob of an .its.
    [DataRow("-I dts -O dtb -p 500 -o OUT BOARD")]
    // Yocto: devicetree.bbclass, for trees and for overlays.
    [DataRow("-R 8 -b 0 -p 0x3000 -@ -i DIR -i DIR/part -o OUT -I dts -O dtb BOARD")]
    [DataRow("-R 8 -b 0 -p 0 -@ -H epapr -i DIR -o OUT -I dts -O dtb OVERLAY")]
    // Zephyr: dts.cmake, which asks for the version and for options first.
    [DataRow("--version")]
    [DataRow("-Wunique_unit_address_if_enabled -v")]
    [DataRow("-Wno-unique_unit_address -v")]
    [DataRow("-Wno-such_check -v")]
    [DataRow("--such-option -v")]
    [DataRow("-v --such-option")]
    [DataRow("-O dts -o - -b 0 -E unit_address_vs_reg -Wno-unique_unit_address -Wunique_unit_address_if_enabled BOARD")]
    // Packages of Buildroot; a key of a U-Boot that one makes comes by a pipe.
    [DataRow("-@ -I dts -O dtb -W no-unit_address_vs_reg -o OUT OVERLAY")]
    [DataRow("-I dts -O dtb -i DIR -o OUT BOARD")]
    [DataRow("-q -I dts -O dtb -o OUT -")]
    [DataRow("-Idts -Odtb -")]
    // Assumed of the Raspberry Pi's overlays, Xen, TF-A, OP-TEE, barebox and edk2, whose files were not at hand.
    [DataRow("-@ -Hepapr -I dts -O dtb -W no-unit_address_vs_reg -o OUT OVERLAY")]
    [DataRow("-p 0 -I dts -O dtb -o OUT -d DEP -i DIR BOARD")]
    [DataRow("-O dtb -o OUT -b 0 -i DIR -Wno-unit_address_vs_reg -Wno-simple_bus_reg -d DEP BOARD")]
    [DataRow("-I dts -O dtb -V 17 -H both -S 0x2000 -o OUT BOARD")]
    [DataRow("--in-format dts --out-format=dtb --out OUT --symbols --pad 16 --boot-cpu 1 --quiet BOARD")]
    public void A_line_of_a_build_does_what_it_does_with_dtc(string line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("board.dts", Board);
        folder.Write("overlay.dtso", Overlay);
        Directory.CreateDirectory(folder["part"]);
        folder.Write("part/model", "a board\0");
        string input = line.EndsWith(" -", StringComparison.Ordinal) ? Board : "";
        string[] Line(string name) => [.. line.Split(' ').Select(word => word.Replace("OUT", folder[name], StringComparison.Ordinal).Replace("DEP", folder[name + ".d"], StringComparison.Ordinal)
            .Replace("BOARD", folder["board.dts"], StringComparison.Ordinal).Replace("OVERLAY", folder["overlay.dtso"], StringComparison.Ordinal).Replace("DIR", folder[""].TrimEnd('/'), StringComparison.Ordinal))];

        (int exit, byte[] output, string error) = OriginalTool.Run("dtc", folder[""], Line("theirs"), input);
        // What comes by standard input is read by a process of its own.
        (int ourExit, string ourOutput, string ourError) = input.Length > 0 ? OursOf(folder, Line("ours"), input) : InProcess(Line("ours"));

        Assert.AreEqual(exit, ourExit, error + ourError);
        Assert.AreEqual(OriginalTool.TextOf(folder["theirs"]), OriginalTool.TextOf(folder["ours"]));
        Assert.AreEqual(OriginalTool.TextOf(folder["theirs.d"]).Replace("theirs:", "ours:", StringComparison.Ordinal), OriginalTool.TextOf(folder["ours.d"]));
        Assert.AreEqual(Encoding.Latin1.GetString(output), ourOutput);
    }

    [TestMethod]
    public void A_directory_is_read_in_its_own_order_and_files_are_named_as_they_were_included()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["tree", "tree/k", "tree/c", "tree/w", "tree/d", "part"])
        {
            Directory.CreateDirectory(folder[name]);
        }
        foreach (string name in (string[])["z", "b", "y", "a", "x", "model", "k/reg", "c/reg", "w/reg", "d/reg"])
        {
            folder.Write("tree/" + name, name + "\0");
        }
        folder.Write("board.dts", "/dts-v1/;\n/include/ \"part.dtsi\"\n");
        folder.Write("part.dtsi", "/ { a@0 { }; };\n/include/ \"part/more.dtsi\"\n");
        folder.Write("part/more.dtsi", "/ { b = <&{/none}>; };\n");

        foreach (string line in (string[])["-I fs -O dts tree", "-d deps ./board.dts", "-d deps board.dts", "-d deps -i . part/../board.dts"])
        {
            (int exit, byte[] output, string error) = OriginalTool.Run("dtc", folder[""], line.Split(' '));
            string dependencies = OriginalTool.TextOf(folder["deps"]);
            (int ourExit, string ourOutput, string ourError) = OursOf(folder, line.Split(' '));

            Assert.AreEqual(exit, ourExit, line + error + ourError);
            Assert.AreEqual(Encoding.Latin1.GetString(output), ourOutput, line);
            Assert.AreEqual(dependencies, OriginalTool.TextOf(folder["deps"]), line);
            Assert.AreEqual(PlaceOf(error), PlaceOf(ourError), line);
        }
    }

    [TestMethod]
    [DataRow("/include/ \"no.dtsi\"\n/ { };")]
    [DataRow("/ { a = /incbin/(\"no\"); };")]
    [DataRow("/ { n { }; a; };")]
    public void What_ends_the_reading_is_told_as_dtc_tells_it(string source)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", "/dts-v1/;\n" + source + "\n");

        string theirs = OriginalTool.Run("dtc", folder[""], [folder["in.dts"]]).Error;

        Assert.AreEqual(theirs.Split('\n')[^2], CommandRun.Of("dtc", folder["in.dts"]).Error.Split('\n')[^2]);
    }

    private static (int ExitCode, string Out, string Error) InProcess(string[] args)
    {
        CommandRun run = CommandRun.Of(["dtc", .. args]);
        return (run.ExitCode, run.Out, run.Error);
    }

    private static (int ExitCode, string Out, string Error) OursOf(TemporaryFolder folder, string[] args, string input = "")
    {
        (int exit, byte[] output, string error) = OriginalTool.Run("dotnet", folder[""], ["exec", Path.Combine(AppContext.BaseDirectory, "ipa.dll"), "dtc", .. args], input);
        return (exit, Encoding.Latin1.GetString(output), error);
    }

    private static string PlaceOf(string error) => error.Split(": ")[0];
}
