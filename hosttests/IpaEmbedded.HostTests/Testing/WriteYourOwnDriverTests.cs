using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.SimulatedDevices;
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
        using var board = new TestBoard(Board).With(new ThermometerDriver()).Start();

        board.Registers(0x4000).Write32(0x4, 65);

        Assert.AreEqual(25, board.Bound<Thermometer>("/thermometer").Celsius);
    }

    [TestMethod]
    public void A_mistake_in_the_tree_is_explained()
    {
        using var board = new TestBoard(Board.Replace("acme,offset = <40>;", "", StringComparison.Ordinal)).With(new ThermometerDriver()).Start();

        Assert.AreEqual("/thermometer@4000: acme,offset: expected one cell", board.Refused("/thermometer"));
    }

    [TestMethod]
    public void A_driver_of_your_own_reads_a_chip_of_your_own_on_I2C()
    {
        using var board = new TestBoard("""
            / { i2c { compatible = "acme,i2c"; #address-cells = <1>; #size-cells = <0>;
                      sensor@40 { compatible = "acme,hygrometer"; reg = <0x40>; }; }; };
            """).With(new HygrometerDriver()).With("/i2c/sensor", new HygrometerChip()).Start();
        board.Chip("/i2c/sensor").Set("humidity", 55);
        Assert.AreEqual(55, board.Bound<Hygrometer>("/i2c/sensor").Percent);
    }

    private sealed class HygrometerChip : SimulatedRegisterChip
    {
        public HygrometerChip() => Add("humidity", "%", 1, 0, 0, 100);

        protected override byte ReadRegister(int register) => (byte)(register == 1 ? Get("humidity") : 0);

        protected override void WriteRegister(int register, byte value) => RefuseWrite(register);
    }

    private sealed class HygrometerDriver : Driver
    {
        public override string[] Compatibles => ["acme,hygrometer"];

        public override void Probe(Device device) => device.DriverData = new Hygrometer(device.I2c());
    }

    private sealed class Hygrometer(I2cClient client)
    {
        private readonly byte[] _buffer = new byte[1];

        public int Percent => client.ReadRegisters(1, _buffer, 1) == I2cStatus.FullTransfer ? _buffer[0] : -1;
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
