using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class BusClientTests
{
    private static TestPlatform I2cBoard(TestI2cBus bus, string reg, Action<I2cClient> probe) => new TestPlatform($$"""
        / {
            i2c { compatible = "t,i2c"; #address-cells = <1>; #size-cells = <0>; chip { compatible = "t,chip"; {{reg}} }; };
            stray { compatible = "t,chip"; reg = <0x48>; };
        };
        """)
        .With("t,i2c", device => { device.Provide(bus); device.PopulateChildren(); })
        .With("t,chip", device => probe(device.I2c()));

    [TestMethod]
    [DataRow("reg = <0x48>;", 0x48, false)]
    [DataRow("reg = <0x7f>;", 0x7f, false)]
    [DataRow("reg = <0x80000150>;", 0x150, true)]
    [DataRow("reg = <0x48>, <0x49>;", 0x48, false)]
    public void A_chip_has_the_address_of_its_node(string reg, int address, bool tenBit)
    {
        I2cClient? client = null;
        var test = I2cBoard(new TestI2cBus(), reg, taken => client = taken).Probe();

        Assert.AreEqual("", test.Reason("/i2c/chip"));
        Assert.AreEqual(address, client!.Address);
        Assert.AreEqual(tenBit, client.IsTenBit);
    }

    [TestMethod]
    [DataRow("", "/i2c/chip: reg: expected an address on the bus")]
    [DataRow("reg = <0x80>;", "/i2c/chip: reg: expected an address of 7 bits, found 0x80")]
    [DataRow("reg = <0x80000400>;", "/i2c/chip: reg: expected an address of 10 bits, found 0x400")]
    [DataRow("reg = <0x40000010>;", "/i2c/chip: reg: expected the address of a chip, found one of the controller's own (bit 30)")]
    public void An_address_that_no_chip_can_have_is_refused(string reg, string reason) =>
        Assert.AreEqual(reason, I2cBoard(new TestI2cBus(), reg, _ => { }).Probe().Reason("/i2c/chip"));

    [TestMethod]
    public void A_chip_beside_the_bus_has_none()
    {
        var test = I2cBoard(new TestI2cBus(), "reg = <0x48>;", _ => { }).Probe();

        Assert.AreEqual("reg: waits for /, which no bus or driver has made a device", test.Reason("/stray"));
    }

    [TestMethod]
    public void Registers_are_written_and_read_in_one_transfer_each()
    {
        var bus = new TestI2cBus();
        var registers = bus.AttachRegisters(0x48, 2);
        registers[2] = 0x1234;
        I2cClient? client = null;
        I2cBoard(bus, "reg = <0x48>;", taken => client = taken).Probe();

        Assert.AreEqual(I2cStatus.FullTransfer, client!.ReadRegister16(2, out ushort value));
        Assert.AreEqual(0x1234, value);
        client.WriteRegister16(3, 0xabcd);
        client.WriteRegister(4, 7);
        Assert.AreEqual("48:02>1234 48:03abcd 48:0407", bus.Log);

        bus.Detach(0x48);
        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, client.ReadRegister16(2, out value));
        Assert.AreEqual(0, value);
    }

    private static TestPlatform SpiBoard(string properties, Action<SpiClient>? probe = null) => new TestPlatform($$"""
        / { spi { compatible = "t,spi"; #address-cells = <1>; #size-cells = <0>; chip { compatible = "t,chip"; {{properties}} }; }; };
        """)
        .With("t,spi", device => { device.Provide(new TestSpiBus(bytes => bytes)); device.PopulateChildren(); })
        .With("t,chip", device => { var client = device.Spi(); probe?.Invoke(client); });

    [TestMethod]
    [DataRow("", 0)]
    [DataRow("spi-cpha;", 1)]
    [DataRow("spi-cpol;", 2)]
    [DataRow("spi-cpol; spi-cpha;", 3)]
    public void The_mode_is_polarity_and_phase(string properties, int mode)
    {
        SpiClient? client = null;
        SpiBoard("reg = <1>; spi-max-frequency = <10000000>; spi-cs-high; spi-lsb-first; spi-3wire; " + properties, taken => client = taken).Probe();

        Assert.AreEqual(mode, client!.Mode);
        Assert.AreEqual(1, client.ChipSelect);
        Assert.AreEqual(10000000u, client.Frequency);
        Assert.IsTrue(client.IsChipSelectHigh && client.IsLeastSignificantFirst && client.IsThreeWire);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("reg = <256>;")]
    public void A_chip_select_that_no_bus_has_is_refused(string properties) =>
        Assert.AreEqual("/spi/chip: reg: expected the index of a chip select", SpiBoard(properties).Probe().Reason("/spi/chip"));
}
