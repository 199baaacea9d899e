using System.Text;

using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Seeded damage to sources and blobs: whatever comes in, a result or a finding comes out, and blobs of our own read back.</summary>
[TestClass]
public sealed class MutationTests
{
    private const string Source = """
        #define TWO(x) x (x + 1)
        /dts-v1/;
        /memreserve/ 0x1000 0x2000;
        / { #address-cells = <1>; #size-cells = <1>; p = <TWO(3)>, "s", [01 02], &soc;
            soc: soc { compatible = "simple-bus"; ranges; #address-cells = <1>; #size-cells = <1>;
                ic: ic@10 { reg = <0x10 1>; interrupt-controller; #interrupt-cells = <2>; #clock-cells = <1>; };
                dev@20 { reg = <0x20 1>; interrupt-parent = <&ic>; interrupts = <1 2>; clocks = <&ic 5>; };
                port { e: endpoint { remote-endpoint = <&e>; }; }; }; };
        &ic { /delete-property/ reg; x = /bits/ 16 <(1 ? 2 : 3)>; };

        """;

    private static readonly string[] Pieces =
        ["{", "}", "};", ";", "<", "(", "\"", "/*", "*/", "&{/", "&l", "l:", "/bits/ 8 <", "[", "#if 1\n", "#endif\n", "#define A A B\n", "##", "/plugin/;",
         "/delete-node/ ", "/omit-if-no-ref/ ", "phandle = <1>;", "#clock-cells = <0xffffffff>;", "device_type = \"pci\";", "\0", "\\", "\n# 1 \"f\"\n"];

    [TestMethod]
    public void Damaged_sources_give_a_tree_or_findings()
    {
        var random = new Random(20);
        for (int i = 0; i < 6000; i++)
        {
            byte[] text = Damage(Encoding.UTF8.GetBytes(Source), random, Pieces);
            CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m.dts", text),
                new CompileOptions { Files = new MemoryFileProvider(), Checks = CheckOptions.Default, Symbols = i % 2 == 0 });

            Assert.AreEqual(result.Tree is null, result.Diagnostics.HasErrors, Replay(i, text));
            if (result.Tree is not null)
            {
                byte[] blob = FlattenedTreeWriter.Write(result.Tree);
                Assert.IsNotNull(FlattenedTreeReader.Read(blob).Tree, Replay(i, text));
            }
            SourceFormatter.Format(new SourceFile("m.dts", text));
        }
    }

    [TestMethod]
    public void Damaged_blobs_are_read_or_refused_by_every_reader()
    {
        byte[] blob = FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("m.dts", Source), new CompileOptions { Symbols = true }).Tree!);
        var random = new Random(21);
        for (int i = 0; i < 6000; i++)
        {
            byte[] changed = Damage(blob, random, ["\0\0\0\u0001", "\0\0\0\u0002", "\0\0\0\u0003", "\0\0\0\u0004", "\0\0\0\u0009"]);
            CompileResult result = FlattenedTreeReader.Read(changed, "m.dtb");

            Assert.AreEqual(result.Tree is null, result.Diagnostics.HasErrors, Replay(i, changed));
            if (result.Tree is not null)
            {
                TreeChecks.Run(result.Tree, CheckOptions.Default, new DiagnosticBag());
                SourcePrinter.Decompile(changed, "m.dtb");
                OverlayApplier.Apply(blob, "b.dtb", [("m.dtb", changed)]);
                OverlayApplier.Apply(changed, "m.dtb", [("b.dtb", blob)]);
            }
        }
    }

    private static byte[] Damage(byte[] original, Random random, string[] pieces)
    {
        var bytes = new List<byte>(original);
        for (int changes = random.Next(1, 5); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(20), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(pieces[random.Next(pieces.Length)]));
                    break;
                default:
                    bytes[at & ~3] = 0xff;
                    break;
            }
        }
        return bytes.ToArray();
    }

    private static string Replay(int index, byte[] input) => $"input {index}: {Convert.ToHexStringLower(input)}";
}
