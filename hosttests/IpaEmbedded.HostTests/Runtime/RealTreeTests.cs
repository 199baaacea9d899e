using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class RealTreeTests
{
    [TestMethod]
    [DataRow("sdm845-modem-init")]
    [DataRow("sdm845-ap-init")]
    public void The_target_reads_a_board_of_this_project_as_the_host_does(string board)
    {
        CompareWithHost(CompileBoard(board), board);
    }

    [TestMethod]
    public void Everything_that_the_IPA_needs_is_found_in_the_tree_of_a_board()
    {
        var tree = new FlattenedTree(CompileBoard("sdm845-modem-init"));
        int ipa = Enumerable.Range(0, tree.NodeCount).Single(node => tree.IsCompatible(node, "qcom,sdm845-ipa"));
        var node = new TreeNode(tree, ipa);

        Assert.IsTrue(tree.IsEnabled(ipa));
        Assert.AreEqual(0x1e40000ul, AddressTranslation.Reg(node, node.IndexOfName("reg-names", "ipa-reg"), out ulong size));
        Assert.AreEqual(0x7000ul, size);
        Assert.AreEqual(0x1e47000ul, AddressTranslation.Reg(node, node.IndexOfName("reg-names", "ipa-shared"), out size));
        Assert.AreEqual(0x2000ul, size);
        Assert.AreEqual(0x1e04000ul, AddressTranslation.Reg(node, node.IndexOfName("reg-names", "gsi"), out size));
        Assert.AreEqual(0x2c000ul, size);

        // GIC: 0 is a shared interrupt; 1 rising edge, 4 level high.
        int gic = InterruptSpecifiers.Resolve(node, node.IndexOfName("interrupt-names", "ipa"), out uint[] specifier);
        Assert.IsTrue(tree.IsCompatible(gic, "arm,gic-v3"));
        CollectionAssert.AreEqual(new uint[] { 0, 311, 1 }, specifier);
        InterruptSpecifiers.Resolve(node, node.IndexOfName("interrupt-names", "gsi"), out specifier);
        CollectionAssert.AreEqual(new uint[] { 0, 432, 4 }, specifier);

        var clocks = new PhandleList(node, "clocks", "#clock-cells");
        clocks.Seek(node.IndexOfName("clock-names", "core"));
        Assert.IsTrue(tree.IsCompatible(clocks.Supplier, "qcom,sdm845-rpmh-clk"));
        CollectionAssert.AreEqual(new uint[] { 12 }, clocks.Arguments());

        var paths = new PhandleList(node, "interconnects", "#interconnect-cells");
        paths.Seek(0);
        Assert.IsTrue(tree.IsCompatible(paths.Supplier, "qcom,sdm845-aggre2-noc"));
        CollectionAssert.AreEqual(new uint[] { 4, 0 }, paths.Arguments());
        paths.Seek(5);
        Assert.IsTrue(tree.IsCompatible(paths.Supplier, "qcom,sdm845-config-noc"));
        CollectionAssert.AreEqual(new uint[] { 19, 0 }, paths.Arguments());
    }

    [TestMethod]
    public void The_target_reads_the_device_trees_of_a_kernel_as_the_host_does_and_passes_over_what_it_has_no_driver_for()
    {
        int devices = 0;
        foreach (string file in KernelCorpus.Open().Blobs())
        {
            byte[] blob = File.ReadAllBytes(file);
            FlattenedTree tree = CompareWithHost(blob, file);
            var platform = new Platform(new EventLoop(new VirtualTime()), tree, null, new TestBoard(), new DriverTable());
            Assert.AreEqual(0, platform.Probe());
            devices += platform.DeviceCount;
            for (int i = 0; i < platform.DeviceCount; i++)
            {
                ResolveWhatIsThere(platform.DeviceAt(i), file);
            }
        }
        Assert.IsGreaterThan(10000, devices);
    }

    /// <summary>Registers and interrupts of a real device either resolve or are explained by a ProbeException; nothing else happens.</summary>
    private static void ResolveWhatIsThere(Device device, string file)
    {
        try
        {
            for (int i = AddressTranslation.RegCount(device.Node) - 1; i >= 0; i--)
            {
                AddressTranslation.Reg(device.Node, i, out _);
            }
            if (InterruptSpecifiers.PropertyOf(device.Node) is not null)
            {
                InterruptSpecifiers.Resolve(device.Node, 0, out _);
            }
        }
        catch (ProbeException unresolved)
        {
            Assert.Contains(unresolved.Property, unresolved.Message, file);
        }
    }

    private static byte[] CompileBoard(string board)
    {
        var options = new CompileOptions { IncludeDirectories = [RepositoryRoot.PathOf("dts/include"), RepositoryRoot.PathOf("dts/soc"), RepositoryRoot.PathOf("dts")] };
        var result = DeviceTreeCompiler.Compile(RepositoryRoot.PathOf($"dts/boards/{board}.dts"), options);
        Assert.IsNotNull(result.Tree, string.Join("\n", result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }

    private static FlattenedTree CompareWithHost(byte[] blob, string name)
    {
        var target = new FlattenedTree(blob);
        var host = FlattenedTreeReader.Read(blob).Tree;
        Assert.IsNotNull(host, name);
        int index = 0;
        foreach (Node node in host.Nodes())
        {
            Assert.AreEqual(node.Path, target.Path(index), name);
            int property = target.FirstProperty(index);
            foreach (Property expected in node.Properties)
            {
                Assert.AreNotEqual(FlattenedTree.None, property, name);
                Assert.AreEqual(expected.Name, target.PropertyName(property), name);
                Assert.IsTrue(expected.Value.SequenceEqual(blob.AsSpan(target.PropertyOffset(property), target.PropertyLength(property))), name);
                property = target.NextProperty(property);
            }
            Assert.AreEqual(FlattenedTree.None, property, name);
            if (target.Phandle(index) != 0)
            {
                Assert.AreEqual(index, target.NodeByPhandle(target.Phandle(index)), name);
            }
            index++;
        }
        Assert.AreEqual(index, target.NodeCount, name);
        Assert.AreEqual(host.MemoryReservations.Count, target.ReservationCount, name);
        return target;
    }
}
