using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
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

    [TestMethod]
    public void Bytes_go_as_they_are_and_one_register_is_two_bytes()
    {
        var bus = new TestI2cBus();
        bus.Attach(0x48, (_, count) => [.. Enumerable.Range(0xa0, count).Select(value => (byte)value)]);
        I2cClient? client = null;
        I2cBoard(bus, "reg = <0x48>;", taken => client = taken).Probe();
        byte[] read = new byte[4];

        Assert.AreEqual(I2cStatus.FullTransfer, client!.Write([1, 2, 3], 2));
        Assert.AreEqual(I2cStatus.FullTransfer, client.Read(read, 3));
        Assert.AreEqual(I2cStatus.FullTransfer, client.WriteRead([7, 8], 1, read, 2));
        Assert.AreEqual(I2cStatus.FullTransfer, client.ReadRegisters(9, read, 4));
        Assert.AreEqual(I2cStatus.FullTransfer, client.WriteRegister(5, 6));
        Assert.AreEqual(I2cStatus.FullTransfer, client.WriteRegister16(7, 0x0809));

        Assert.AreEqual("48:0102 48:>a0a1a2 48:07>a0a1 48:09>a0a1a2a3 48:0506 48:070809", bus.Log);
        Assert.AreSame(bus, client.Bus);
        Assert.AreEqual((0x49, false), (client.At(0x49).Address, client.At(0x49).IsTenBit));
    }

    [TestMethod]
    [DataRow(I2cStatus.AddressNotAcknowledged, "nobody acknowledges the address")]
    [DataRow(I2cStatus.PartialTransfer, "the chip acknowledges only a part")]
    [DataRow(I2cStatus.ClockStretchTimeout, "the chip holds the clock too long")]
    [DataRow(I2cStatus.Unsupported, "the bus cannot do such a transfer")]
    [DataRow(I2cStatus.BusError, "the bus fails")]
    public void A_transfer_that_is_not_full_is_explained_with_address_and_bus(I2cStatus status, string why)
    {
        I2cClient? client = null;
        I2cBoard(new TestI2cBus(), "reg = <8>;", taken => client = taken).Probe();

        client!.RequireFull(I2cStatus.FullTransfer, "read the temperature");
        Assert.AreEqual("address 0x08 on /i2c: cannot read the temperature: " + why, Assert.ThrowsExactly<HardwareException>(() => client.RequireFull(status, "read the temperature")).Message);
        Assert.AreEqual("address 0x09 on /i2c: gone", client.At(9).Error("gone").Message);
        Assert.AreEqual("address 0x108: gone", new I2cClient(client.Bus, 0x108, true).Error("gone").Message);
        Assert.IsTrue(new I2cClient(client.Bus, 0x108, true).At(3).IsTenBit);
    }

    [TestMethod]
    [DataRow("reg = <0x800003ff>;", 0x3ff, true)]
    [DataRow("reg = <0x80000000>;", 0, true)]
    [DataRow("reg = <0>;", 0, false)]
    public void The_lowest_and_the_highest_address_are_taken(string reg, int address, bool tenBit)
    {
        I2cClient? client = null;
        I2cBoard(new TestI2cBus(), reg, taken => client = taken).Probe();

        Assert.AreEqual((address, tenBit), (client!.Address, client.IsTenBit));
    }

    private sealed class ClaimedI2c : I2cBus
    {
        public string Claims { get; private set; } = "";

        public override void Claim(Device device, I2cClient client) => Claims += $"{device.NodePath} {client.Address:x}";

        public override I2cStatus Transfer(I2cClient client, byte[] write, int writeCount, byte[] read, int readCount) => I2cStatus.Unsupported;
    }

    private sealed class ClaimedSpi : SpiBus
    {
        public string Claims { get; private set; } = "";

        public bool Works { get; set; }

        public override void Claim(Device device, SpiClient client) => Claims += $"{device.NodePath} {client.ChipSelect}";

        public override bool Transfer(SpiClient client, byte[] write, byte[] read, int count) => Works;
    }

    [TestMethod]
    public void A_bus_is_told_of_every_chip_that_claims_a_place_on_it()
    {
        var i2c = new ClaimedI2c();
        var spi = new ClaimedSpi();
        SpiClient? client = null;
        var test = new TestPlatform("""
            / {
                i2c { compatible = "t,i2c"; a { compatible = "t,a"; reg = <0x33>; }; };
                spi { compatible = "t,spi"; b { compatible = "t,b"; reg = <255>; }; };
            };
            """)
            .With("t,i2c", device => { device.Provide(i2c); device.PopulateChildren(); }).With("t,spi", device => { device.Provide(spi); device.PopulateChildren(); })
            .With("t,a", device => device.I2c()).With("t,b", device => client = device.Spi()).Probe();

        Assert.AreEqual("", test.Reason("/i2c/a") + test.Reason("/spi/b"));
        Assert.AreEqual(("/i2c/a 33", "/spi/b 255"), (i2c.Claims, spi.Claims));
        Assert.AreSame(spi, client!.Bus);
        Assert.AreEqual(0u, client.Frequency, "the tree says none");
        Assert.IsFalse(client.IsChipSelectHigh || client.IsLeastSignificantFirst || client.IsThreeWire);
        foreach (bool works in (bool[])[true, false])
        {
            spi.Works = works;
            Assert.AreEqual(works, client.Transfer([1], [2], 1));
        }
        client.Require(true, "read");
        Assert.AreEqual("chip select 255 on /spi: cannot read: the bus refuses or fails", Assert.ThrowsExactly<HardwareException>(() => client.Require(false, "read")).Message);
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
