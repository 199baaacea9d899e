using IpaEmbedded.Testing;

[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]

namespace Acme_Thermometer.Tests;

[TestClass]
public sealed class ThermometerTests
{
    private const ulong Sensor = 0x4000;

    [TestMethod]
    public void The_driver_reads_its_register_and_its_property()
    {
        using var board = new TestBoard(Tree()).With(new ThermometerDriver()).Start();
        var device = board.Bound<ThermometerDevice>("/sensor");

        board.Registers(Sensor).Write32(0x4, 65);

        Assert.AreEqual(25, device.Value);
        Assert.AreEqual(1u, board.Registers(Sensor).Read32(0x0), "the driver switches the device on");
    }

    [TestMethod]
    public void The_tree_obeys_the_binding() => Tree().Validate(InOutput("bindings"));

    [TestMethod]
    public void A_tree_without_an_offset_breaks_the_binding_and_the_driver_says_so_too()
    {
        var tree = TestTree.FromText(File.ReadAllText(TreePath).Replace("acme,offset = <40>;", "", StringComparison.Ordinal));

        var finding = Assert.ThrowsExactly<TestFailedException>(() => tree.Validate(InOutput("bindings")));
        Assert.Contains("'acme,offset'", finding.Message);
        using var board = new TestBoard(tree).With(new ThermometerDriver()).Start();
        Assert.AreEqual("/sensor@4000: acme,offset: expected one cell", board.Refused("/sensor"));
    }

    private static string TreePath => InOutput(Path.Combine("dts", "thermometer-board.dts"));

    private static TestTree Tree() => TestTree.FromFile(TreePath);

    private static string InOutput(string path) => Path.Combine(AppContext.BaseDirectory, path);
}
