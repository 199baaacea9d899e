using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>How somebody tests a driver of their own: a tree as text, memory for registers, and the platform does the rest.</summary>
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
        var test = new TestPlatform(Board).With(new ThermometerDriver()).Probe();
        Assert.AreEqual("", test.Reason("/thermometer"));

        var thermometer = (Thermometer)test.Device("/thermometer").DriverData;
        thermometer.Registers.Write32(0x4, 65);

        Assert.AreEqual(25, thermometer.Celsius);
    }

    [TestMethod]
    public void A_mistake_in_the_tree_is_explained()
    {
        var test = new TestPlatform(Board.Replace("acme,offset = <40>;", "", StringComparison.Ordinal)).With(new ThermometerDriver()).Probe();

        Assert.AreEqual("/thermometer@4000: acme,offset: expected one cell", test.Reason("/thermometer"));
    }

    private sealed class ThermometerDriver : Driver
    {
        public override string[] Compatibles => ["acme,thermometer"];

        public override void Probe(Device device) =>
            device.DriverData = new Thermometer(device.MapRegisters("sensor"), (int)device.Node.Cell("acme,offset"));
    }

    private sealed class Thermometer(RegisterBlock registers, int offset)
    {
        public RegisterBlock Registers => registers;

        public int Celsius => (int)registers.Read32(0x4) - offset;
    }
}
