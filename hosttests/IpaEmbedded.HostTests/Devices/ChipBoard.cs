using IpaEmbedded.Devices;
using IpaEmbedded.HostTests.Runtime;

namespace IpaEmbedded.HostTests.Devices;

/// <summary>A board with one I2C bus, one SPI bus and pins, all drivers of the room, and one chip at /i2c/chip or /spi/chip.</summary>
internal static class ChipBoard
{
    public static TestPlatform I2c(TestI2cBus bus, string chip, TestPins? pins = null) => Probe($$"""
        / {
            i2c { compatible = "t,i2c"; #address-cells = <1>; #size-cells = <0>; chip: chip { {{chip}} }; };
            pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; interrupt-controller; #interrupt-cells = <2>; };
            keys { compatible = "t,user"; };
        };
        """, test => test.With("t,i2c", device => { device.Provide(bus); device.PopulateChildren(); }).With("t,pins", device => device.Provide(pins ?? new TestPins())));

    public static TestPlatform Spi(TestSpiBus bus, string chip) => Probe($$"""
        / { spi { compatible = "t,spi"; #address-cells = <1>; #size-cells = <0>; chip { {{chip}} }; }; };
        """, test => test.With("t,spi", device => { device.Provide(bus); device.PopulateChildren(); }));

    public static T Chip<T>(TestPlatform test)
    {
        Assert.AreEqual("", test.Reason("/i2c/chip"));
        return (T)test.Device("/i2c/chip").DriverData;
    }

    private static TestPlatform Probe(string text, Action<TestPlatform> add)
    {
        var test = new TestPlatform(text);
        DeviceDrivers.Register(test.Drivers);
        add(test);
        return test.Probe();
    }
}
