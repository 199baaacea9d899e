using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.NanoBuild;

/// <summary>ipa firmware build with stand-ins for libraries and converter: what it makes, and what it says when something is missing.</summary>
[TestClass]
public sealed class FirmwareBuildTests
{
    private const string Hello = "using System;\npublic static class Program { public static void Main() { Console.WriteLine(\"DONE ok\"); } }\n";

    [TestMethod]
    public void An_application_that_was_made_new_becomes_an_image_the_same_on_every_build()
    {
        using var folder = new NanoFolder(NanoFolder.AllLibraries, hasConverter: true);
        Assert.AreEqual(0, folder.Run("firmware", "new", "My-Blink", "--board", "esp32-devkitc-wrover").ExitCode);

        CommandRun first = folder.Run("firmware", "build", "My-Blink", "--nano-sdk", "nano", "-c", "Debug", "-o", "first");
        Directory.Move(folder["My-Blink"], folder["Elsewhere"]);
        Directory.CreateDirectory(folder["a, b=c"]);
        Directory.Move(folder["Elsewhere"], folder["a, b=c/My-Blink"]);
        CommandRun second = folder.Run("firmware", "build", "a, b=c/My-Blink", "--nano-sdk", "nano", "-c", "Debug", "-o", "second");

        Assert.AreEqual(0, first.ExitCode, first.ToString());
        Assert.AreEqual(0, second.ExitCode, second.ToString());
        ImageManifest manifest = ImageManifest.Read(folder["first"])!;
        Assert.AreEqual("My_Blink", manifest.Application);
        Assert.AreEqual(BuildConfiguration.Debug, manifest.Configuration);
        Assert.AreEqual("mscorlib.pe", manifest.Files[0]);
        Assert.AreEqual("My_Blink.pe", manifest.Files[^1]);
        CollectionAssert.AreEquivalent(
            (string[])[
                "mscorlib.pe", "IpaEmbedded.Runtime.pe", "IpaEmbedded.Devices.pe", "nanoFramework.Runtime.Events.pe", "System.Device.Gpio.pe", "nanoFramework.Runtime.Native.pe", "IpaEmbedded.Boards.Nano.Pins.pe",
                "System.Device.Adc.pe", "System.Device.I2c.pe", "System.Device.Pwm.pe", "System.Device.Spi.pe", "IpaEmbedded.Boards.Nano.Controllers.pe", "nanoFramework.Hardware.Esp32.pe",
                "IpaEmbedded.Boards.Nano.Esp32.pe", "My_Blink.pe",
            ],
            manifest.Files.ToArray(), string.Join(' ', manifest.Files));
        foreach (string file in Directory.GetFiles(folder["first"], "*", SearchOption.AllDirectories))
        {
            CollectionAssert.AreEqual(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["second"], Path.GetRelativePath(folder["first"], file))), file);
        }
        Assert.IsTrue(File.ReadLines(folder.Log).First().StartsWith("-loadHints mscorlib ", StringComparison.Ordinal), "the core library's hint comes first");
        Assert.IsTrue(File.ReadLines(folder.Log).All(line => line.IndexOf("-loadHints", StringComparison.Ordinal) < line.IndexOf("-parse", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("ipa-simulated", "IpaEmbedded.SimulatedBoard.pe")]
    [DataRow("ipa-hardware", "IpaEmbedded.Boards.Native.pe")]
    public void The_image_of_a_variant_is_its_assemblies_in_their_order_each_at_a_multiple_of_four_bytes(string variant, string own)
    {
        using var folder = new NanoFolder(NanoFolder.AllLibraries, hasConverter: true);

        CommandRun run = folder.Run("firmware", "build", "--variant", variant, "--nano-sdk", "nano", "-o", "made");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        ImageManifest manifest = ImageManifest.Read(folder["made"])!;
        CollectionAssert.Contains(manifest.Files.ToArray(), own);
        Assert.AreEqual("IpaEmbedded.Boards.Nano.pe", manifest.Files[^1]);
        CollectionAssert.DoesNotContain(manifest.Files.ToArray(), "System.Device.I2c.pe");
        byte[] image = File.ReadAllBytes(folder["made/IpaEmbedded.Boards.Nano.bin"]);
        int at = 0;
        foreach (string name in manifest.Files)
        {
            byte[] file = File.ReadAllBytes(folder["made/pe/" + name]);
            CollectionAssert.AreEqual(file, image[at..(at + file.Length)], name);
            at = (at + file.Length + 3) / 4 * 4;
        }
        Assert.AreEqual(image.Length, at);
        CollectionAssert.AreEqual(new byte[] { 0xd0, 0x0d, 0xfe, 0xed }, File.ReadAllBytes(folder["made/IpaEmbedded.Boards.Nano.dtb"])[..4]);
        // The figures are the test's own rule on the same sources.
        Assert.MatchesRegex(@"IpaEmbedded\.Runtime +\d{5} +\d{5} ", run.Out);
    }

    [TestMethod]
    public void Without_libraries_and_converter_it_compiles_what_it_can_says_what_to_install_and_where_it_looked_and_ends_with_5()
    {
        using var folder = new NanoFolder(["mscorlib"], hasConverter: false);
        Assert.AreEqual(0, folder.Run("firmware", "new", "Blink").ExitCode);

        CommandRun run = folder.Run("firmware", "build", "Blink", "--nano-sdk", "nano", "-o", "made");

        Assert.AreEqual(5, run.ExitCode, run.ToString());
        Assert.Contains($"ipa: System.Device.Gpio.dll is missing: install package nanoFramework.System.Device.Gpio 1.1.62; looked in {folder.Sdk}, {folder.Packages}/nanoframework.*\n", run.Error);
        Assert.Contains($"ipa: the converter is missing: install nanoFramework's metadata processor 3.0.100 (nanoFramework.Tools.MetadataProcessor); looked in {folder.Sdk}, PATH\n", run.Error);
        Assert.Contains("ipa: 2 of 5 assemblies were compiled into made, none was converted; IpaEmbedded.Boards.Nano.Pins needs nanoFramework.Runtime.Events, nanoFramework.Runtime.Native, System.Device.Gpio; ", run.Error);
        CollectionAssert.AreEquivalent(
            (string[])["Blink.dtb", "IpaEmbedded.Devices.dll", "IpaEmbedded.Devices.pdb", "IpaEmbedded.Runtime.dll", "IpaEmbedded.Runtime.pdb"],
            Directory.GetFiles(folder["made"], "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void Without_the_core_library_nothing_is_compiled_and_it_is_named()
    {
        using var folder = new NanoFolder([], hasConverter: false);
        folder.WriteApplication("hello", Hello);

        CommandRun run = folder.Run("firmware", "build", "hello");

        Assert.AreEqual(5, run.ExitCode, run.ToString());
        Assert.Contains($"ipa: mscorlib.dll is missing: install package nanoFramework.CoreLibrary 1.17.11; looked in {folder.Packages}/nanoframework.*\n", run.Error);
    }

    [TestMethod]
    public void A_library_without_its_pe_is_converted_and_a_converter_that_refuses_is_quoted()
    {
        using var folder = new NanoFolder(["mscorlib"], hasConverter: true);
        folder.WriteApplication("hello", Hello);
        Directory.GetFiles(folder.Sdk, "mscorlib.pe", SearchOption.AllDirectories).ToList().ForEach(File.Delete);

        CommandRun run = folder.Run("firmware", "build", "hello", "--nano-sdk", "nano", "-o", "made");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        string[] log = File.ReadAllLines(folder.Log);
        Assert.MatchesRegex("^-parse .*mscorlib.dll -compile .*mscorlib.pe true$", log[0]);
        Assert.MatchesRegex("^-loadHints mscorlib .*mscorlib.dll -parse .*hello.dll -compile .*hello.pe false$", log[1]);

        FakeProgramOf(folder, "echo 'Byte code table overflow'; exit 3");
        run = folder.Run("firmware", "build", "hello", "--nano-sdk", "nano", "-o", "made");

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        Assert.Contains("makes no .pe of mscorlib, exit code 3: Byte code table overflow\n", run.Error);
    }

    [TestMethod]
    [DataRow(new[] { "x" }, 3, "ipa: cannot read x: there is no such file or folder\n")]
    [DataRow(new[] { "--variant", "app" }, 2, "ipa: APP goes with --variant app, and only with it\n")]
    [DataRow(new[] { "hello", "--variant", "ipa-simulated" }, 2, "ipa: APP goes with --variant app, and only with it\n")]
    [DataRow(new[] { "empty" }, 3, "ipa: empty has no .cs files; 'ipa firmware new' makes an application\n")]
    [DataRow(new[] { "treeless" }, 2, "ipa: treeless has no .dts; name the board's tree with --board ('ipa boards' lists ours)\n")]
    [DataRow(new[] { "trees" }, 2, "ipa: trees has 2 .dts files (a.dts, b.dts); name one with --board\n")]
    [DataRow(new[] { "treeless/Program.cs" }, 2, "ipa: treeless/Program.cs has no Program.dts beside it; name the board's tree with --board\n")]
    [DataRow(new[] { "hello", "--board", "stm32f42-disco" }, 3, "ipa: cannot read stm32f42-disco: there is no such file, and no such board (did you mean stm32f429-disco?)\n")]
    [DataRow(new[] { "hello", "--nano-sdk", "none" }, 3, "ipa: cannot read none: there is no such directory\n")]
    public void What_is_asked_wrongly_is_told_in_one_sentence(string[] args, int exit, string sentence)
    {
        using var folder = new NanoFolder(["mscorlib"], hasConverter: true);
        folder.WriteApplication("hello", Hello);
        folder.Write("empty/a.dts", "/dts-v1/;\n/ { };\n");
        folder.Write("treeless/Program.cs", Hello);
        folder.Write("trees/Program.cs", Hello);
        folder.Write("trees/a.dts", "/dts-v1/;\n/ { };\n");
        folder.Write("trees/b.dts", "/dts-v1/;\n/ { };\n");

        CommandRun run = folder.Run(["firmware", "build", .. args]);

        Assert.AreEqual(exit, run.ExitCode, run.ToString());
        Assert.StartsWith(sentence, run.Error);
        Assert.AreEqual("", run.Out);
    }

    [TestMethod]
    public void A_tree_with_an_error_is_not_built()
    {
        using var folder = new NanoFolder(["mscorlib"], hasConverter: true);
        folder.WriteApplication("hello", Hello);
        folder.Write("hello/board.dts", "/dts-v1/;\n\n/ {\n\tmodel = <&nobody>;\n};\n");

        CommandRun run = folder.Run("firmware", "build", "hello", "--nano-sdk", "nano");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("hello/board.dts:4:", run.Error);
        Assert.Contains("ipa: hello/board.dts was not built: ", run.Error);
    }

    [TestMethod]
    public void An_installed_tool_builds_from_the_sources_that_lie_beside_it()
    {
        using var folder = new NanoFolder(["mscorlib"], hasConverter: true);
        using var tool = new CopiedTool();
        string application = folder.WriteApplication("hello", "using IpaEmbedded.Runtime.Flattened;\npublic static class Program { public static void Main() { new FlattenedTree(IpaEmbedded.Boards.Nano.BoardTree.Blob); } }\n");

        CommandRun run = tool.Run("firmware", "build", application, "--nano-sdk", folder.Sdk, "-o", "made");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        CollectionAssert.AreEqual((string[])["mscorlib.pe", "IpaEmbedded.Runtime.pe", "hello.pe"], ImageManifest.Read(Path.Combine(tool.Work, "made"))!.Files.ToArray());
        Assert.IsTrue(File.Exists(Path.Combine(tool.Folder, "firmware", "IpaEmbedded.Runtime", "Hal", "DmaMemory.Nano.cs")));
    }

    [TestMethod]
    public void Every_board_that_is_offered_has_a_tree_without_findings()
    {
        using var folder = new NanoFolder([], hasConverter: false);
        foreach (string board in IpaEmbedded.Cli.Firmware.FirmwareTemplate.Boards)
        {
            Assert.AreEqual(0, CommandRun.Of("firmware", "new", "App", "-b", board, "-o", folder[board]).ExitCode, board);

            CommandRun check = CommandRun.Of("dt", "check", "-q", folder[board + "/App.dts"]);

            Assert.AreEqual("exit 0\n", check.ToString(), board);
        }
        CommandRun again = CommandRun.Of("firmware", "new", "App", "-o", folder["rpi-pico"]);
        Assert.AreEqual(3, again.ExitCode);
        Assert.Contains("is there already, and nothing was written", again.Error);
    }

    private static void FakeProgramOf(NanoFolder folder, string script) =>
        File.WriteAllText(Path.Combine(folder.Sdk, "nanoFramework.Tools.MetadataProcessor"), "#!/bin/sh\n" + script + "\n");
}
