using IpaEmbedded.Boards.Linux.Devices;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>Which windows of a whole tree may be mapped, and that a board maps no others; nothing but files of the tests is opened.</summary>
[TestClass]
public sealed class HardwarePlanTests
{
    private const string Tree = """
        /dts-v1/;
        /memreserve/ 0x3000000 0x1000;
        / {
            #address-cells = <2>;
            #size-cells = <2>;
            memory@80000000 { device_type = "memory"; reg = <0 0x80000000 0 0x40000000>; };
            reserved-memory {
                #address-cells = <2>;
                #size-cells = <2>;
                ranges;
                fw: ipa-fw@8c400000 { reg = <0 0x8c400000 0 0x10000>; };
                smem@86000000 { compatible = "test,a"; reg = <0 0x86000000 0 0x200000>; };
            };
            soc {
                #address-cells = <1>;
                #size-cells = <1>;
                ranges = <0 0 0x1000000 0x1000000>;
                ipa@e40000 {
                    compatible = "test,a";
                    reg = <0xe40000 0x7000>, <0xe47000 0x2000>, <0x1000000 0x10>;
                    reg-names = "ipa-reg", "ipa-shared", "beyond";
                    memory-region = <&fw>;
                };
                ram@2000000 { compatible = "test,a"; reg = <0x2000000 0x10>; };
                off@e50000 { compatible = "test,a"; reg = <0xe50000 0x10>; status = "disabled"; };
                other@e60000 { compatible = "test,unknown"; reg = <0xe60000 0x10>; };
                i2c@e70000 {
                    compatible = "test,a";
                    reg = <0xe70000 0x10>;
                    #address-cells = <1>;
                    #size-cells = <0>;
                    sensor@76 { compatible = "test,a"; reg = <0x76>; };
                };
            };
            memory-thief@80001000 { compatible = "test,a"; reg = <0 0x80001000 0 0x10>; };
            reserved-thief@3000800 { compatible = "test,a"; reg = <0 0x3000800 0 4>; };
            no-bus { #address-cells = <1>; #size-cells = <1>; lost@10 { compatible = "test,a"; reg = <0x10 4>; }; };
        };
        """;

    [TestMethod]
    public void T12_A_plan_of_random_trees_is_what_an_oracle_of_big_integers_allows()
    {
        var drivers = Drivers("test,a", "test,b");
        int mapped = 0;
        for (int seed = 0; seed < 100_000; seed++)
        {
            var hardware = new RandomHardware(seed);
            var plan = new HardwarePlan(new FlattenedTree(hardware.Blob()), drivers, hardware.Options);

            var planned = plan.Windows.Where(window => window.Window is not null).Select(window => $"{window.NodePath.Split('/')[^1]} {window.Window!.Address:x}+{window.Window.Size:x}");
            string expected = string.Join(", ", hardware.MayBeMapped());
            Assert.AreEqual(expected, string.Join(", ", planned), $"seed {seed}\n{string.Join('\n', plan.Windows)}");
            mapped += expected.Length == 0 ? 0 : 1;
        }

        // The oracle is no proof of anything if it says no to everything.
        Assert.IsGreaterThan(10_000, mapped);
    }

    [TestMethod]
    public void T12_Each_window_of_a_tree_has_its_place_or_its_reason()
    {
        HardwarePlan plan = Plan(Tree, new HardwareOptions
        {
            Devices = [Uio("uio3", 0x1e40000, 0x7000)],
            Iomem = new IomemText([], []),
            Allowed = [new("test,a", new AddressRange(0x1e47000, 0x2000, "")), new("test,a", new AddressRange(0x80000000, 0x40000000, "")), new("test,a", new AddressRange(0x3000000, 0x1000, ""))],
        });

        CollectionAssert.AreEqual(
            new[]
            {
                "/reserved-memory/smem@86000000: smem@86000000: 0x200000 bytes at 0x86000000, mapped as 0x200000 at 0x86000000 by /dev/mem",
                "/soc/ipa@e40000: ipa-reg: 0x7000 bytes at 0x1e40000, mapped as 0x7000 at 0x1e40000 by /dev/uio3",
                "/soc/ipa@e40000: ipa-shared: 0x2000 bytes at 0x1e47000, mapped as 0x2000 at 0x1e47000 by /dev/mem",
                "/soc/ipa@e40000: refused: beyond: 0x10 bytes at 0x1000000: no entry of ranges covers it",
                "/soc/ipa@e40000: ipa-fw@8c400000: 0x10000 bytes at 0x8c400000, mapped as 0x10000 at 0x8c400000 by /dev/mem",
                "/soc/ram@2000000: refused: ram@2000000: 0x10 bytes at 0x2000000: no entry of ranges covers it",
                "/soc/i2c@e70000: refused: i2c@e70000: 0x10 bytes at 0xe70000: test,a may not map it: no UIO device has it, and the allow list does not name it",
                "/memory-thief@80001000: refused: memory-thief@80001000: 0x10 bytes at 0x80001000: its pages overlap memory@80000000 at 0x80000000",
                "/reserved-thief@3000800: refused: reserved-thief@3000800: 0x4 bytes at 0x3000800: its pages overlap /memreserve/ at 0x3000000",
                "/no-bus/lost@10: refused: /no-bus: ranges: expected addresses of /no-bus/lost@10 to be translated",
            },
            plan.Windows.Select(window => window.ToString()).ToArray());
    }

    [TestMethod]
    public void T12_A_board_maps_nothing_that_is_not_in_its_plan()
    {
        using var folder = new TemporaryFolder();
        folder.Write("uio3", new byte[0x8000]);
        using var map = new BoardMap(() => Plan(Tree, new HardwareOptions { Devices = [new UioDevice("uio3", "ipa", [new UioMap(0, "", 0x1e40000, 0x8000, 0)], [], [], folder.FolderPath)] }));

        map.MapRegisters(0x1e40000, 0x7000, "ipa-reg").Write32(0, 1);
        Assert.AreEqual(1u, map.MapMemory(0x1e40000, 0x7000, "ipa-reg").Read32(0));
        Assert.Contains("no enabled node with a driver has such a window", Assert.ThrowsExactly<IOException>(() => map.MapRegisters(0x1e40000, 0x8000, "ipa-reg")).Message);
        Assert.Contains("no enabled node with a driver has such a window", Assert.ThrowsExactly<IOException>(() => map.MapRegisters(0x1e40004, 4, "ipa-reg")).Message);
        Assert.Contains("overlap memory@80000000", Assert.ThrowsExactly<IOException>(() => map.MapMemory(0x80001000, 0x10, "memory-thief@80001000")).Message);
        Assert.Contains("may not map it", Assert.ThrowsExactly<IOException>(() => map.MapMemory(0x1e47000, 0x2000, "ipa-shared")).Message);
        map.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => map.MapRegisters(0x1e40000, 0x7000, "ipa-reg"));
    }

    [TestMethod]
    [DataRow("other@1e40000", "first@1e40000: bound to its window, other@1e40000: ", DisplayName = "told apart by their names")]
    [DataRow("first@1e40000", "first@1e40000: , first@1e40000: ", DisplayName = "of one name on two buses, so that neither has it")]
    public void T12_The_window_of_one_node_is_not_mapped_for_another(string second, string expected)
    {
        string tree = $$"""
            /dts-v1/;
            / {
                #address-cells = <1>;
                #size-cells = <1>;
                a { #address-cells = <1>; #size-cells = <1>; ranges; first@1e40000 { compatible = "test,a"; reg = <0x1e40000 0x100>; }; };
                b { #address-cells = <1>; #size-cells = <1>; ranges; {{second}} { compatible = "test,a"; reg = <0x1e40000 0x100>; }; };
            };
            """;
        HardwarePlan plan = Plan(tree, new HardwareOptions { Devices = [Uio("uio3", 0x1e40000, 0x1000)] });
        string ask(string label)
        {
            try
            {
                return $"bound to {(plan.Find(0x1e40000, 0x100, label).NodePath.EndsWith(label, StringComparison.Ordinal) ? "its" : "another's")} window";
            }
            catch (IOException refused)
            {
                Assert.AreEqual($"{second}: 0x100 bytes at 0x1e40000: overlaps the live window first@1e40000 at 0x1e40000", refused.Message);
                return "";
            }
        }

        Assert.AreEqual(expected, $"first@1e40000: {ask("first@1e40000")}, {second}: {ask(second)}");
    }

    [TestMethod]
    public void T12_A_tree_whose_memory_is_malformed_has_no_plan()
    {
        string broken = Tree.Replace("reg = <0 0x80000000 0 0x40000000>", "reg = <0 0x80000000 0>", StringComparison.Ordinal);

        Assert.Contains("/memory@80000000: reg: expected entries of 4 cells", Assert.ThrowsExactly<ProbeException>(() => Plan(broken, new HardwareOptions())).Message);
    }

    [TestMethod]
    public void T12_A_uio_device_of_another_compatible_serves_no_other_node()
    {
        var device = new UioDevice("uio3", "ipa", [new UioMap(0, "", 0x1e40000, 0x8000, 0)], [], ["test,b"], "/dev");

        Assert.Contains("test,a may not map it", Plan(Tree, new HardwareOptions { Devices = [device] }).Windows.Single(window => window.Request.Label == "ipa-reg").Refusal!);
    }

    [TestMethod]
    [DataRow("sdm845-modem-init.dts")]
    [DataRow("bench-ipa-v4.2.dts")]
    [DataRow("bench-ipa-v4.5.dts")]
    [DataRow("bench-ipa-v4.7.dts")]
    [DataRow("bench-ipa-v4.9.dts")]
    [DataRow("bench-ipa-v4.11.dts")]
    [DataRow("bench-ipa-v5.0.dts")]
    [DataRow("bench-ipa-v5.5.dts")]
    public void T12_The_allow_list_has_the_IPAs_windows_of_our_own_trees(string board)
    {
        var drivers = Drivers("qcom,sdm845-ipa", "qcom,sc7180-ipa", "qcom,sdx55-ipa", "qcom,sm6350-ipa", "qcom,sm8350-ipa", "qcom,sc7280-ipa", "qcom,sdx65-ipa", "qcom,sm8550-ipa");
        var plan = new HardwarePlan(new FlattenedTree(BoardTree.Compile(board)), drivers, new HardwareOptions { Iomem = new IomemText([], []) });

        CollectionAssert.IsSubsetOf(new[] { "ipa-reg", "ipa-shared", "gsi" }, plan.Windows.Where(window => window.Refusal is null).Select(window => window.Request.Label).ToArray(), string.Join('\n', plan.Windows));
    }

    private static UioDevice Uio(string id, ulong address, long size) => new(id, "", [new UioMap(0, "", address, size, 0)], [], [], "/dev");

    private static DriverTable Drivers(params string[] compatibles)
    {
        var drivers = new DriverTable();
        drivers.Add(new ProviderDriver(compatibles, null!));
        return drivers;
    }

    private static HardwarePlan Plan(string text, HardwareOptions options)
    {
        var result = DeviceTreeCompiler.Compile(new SourceFile("board.dts", text), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return new HardwarePlan(new FlattenedTree(FlattenedTreeWriter.Write(result.Tree)), Drivers("test,a"), options);
    }
}
