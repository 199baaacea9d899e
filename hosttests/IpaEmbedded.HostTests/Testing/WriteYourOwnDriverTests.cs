using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Testing;

namespace IpaEmbedded.HostTests.Testing;

/// <summary>How somebody tests a driver of their own: a tree as text, storage for registers, and the board does the rest. This file also runs outside, on the packages alone.</summary>
[TestClass]
public class WriteYourOwnDriverTests
{
    private const string Board = """
        / {
            #address-cells = <1>; #size-cells = <1>;
            thermometer@4000 { compatible = "acme,thermometer"; reg = <0x4000 0x10>; reg-names = "sensor"; acme,offset = <40>; };
        };
        """;

    [TestMethod]
    public void A_driver_of_your_own_reads_its_register_and_its_property()
    {
        var board = new TestBoard(Board).With(new ThermometerDriver()).Start();

        board.Registers(0x4000).Write32(0x4, 65);

        Assert.AreEqual(25, board.Bound<Thermometer>("/thermometer").Celsius);
    }

    [TestMethod]
    public void A_mistake_in_the_tree_is_explained()
    {
        var board = new TestBoard(Board.Replace("acme,offset = <40>;", "", StringComparison.Ordinal)).With(new ThermometerDriver()).Start();

        Assert.AreEqual("/thermometer@4000: acme,offset: expected one cell", board.Refused("/thermometer"));
    }

    private sealed class ThermometerDriver : Driver
    {
        public override string[] Compatibles => ["acme,thermometer"];

        public override void Probe(Device device) =>
            device.DriverData = new Thermometer(device.MapRegisters("sensor"), (int)device.Node.Cell("acme,offset"));
    }

    private sealed class Thermometer(RegisterBlock registers, int offset)
    {
        public int Celsius => (int)registers.Read32(0x4) - offset;
    }
}
