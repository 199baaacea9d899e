using System.Device.Gpio;
using Iot.Device.Mcp23xxx;
using Iot.Device.Mcp25xxx;
using Iot.Device.Nrf24l01;
using Iot.Device.Pcx857x;
using Iot.Device.Pwm;
using Iot.Device.Tca954x;
using IpaEmbedded.Boards.Linux.Gpio;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>Chips that give others something: pins, PWM channels, buses, messages.</summary>
internal static class Expanders
{
    private const byte RadioPacketBytes = 32;

    public static IReadOnlyList<IotRow> Rows { get; } =
    [
        new(typeof(Pcf8574), c => new Pcf8574(c.I2c), "nxp,pcf8574", "nxp,pcf8574a") { Provide = Pins },
        new(typeof(Pcf8575), c => new Pcf8575(c.I2c), "nxp,pcf8575") { Provide = Pins },
        new(typeof(Pca8574), c => new Pca8574(c.I2c), "nxp,pca8574", "nxp,pca8574a") { Provide = Pins },
        new(typeof(Pca8575), c => new Pca8575(c.I2c), "nxp,pca8575") { Provide = Pins },
        new(typeof(Mcp23008), c => Enabled(c, new Mcp23008(c.I2c, c.Pin("reset"), -1, c.Pins)), "microchip,mcp23008") { Provide = Pins },
        new(typeof(Mcp23017), c => Enabled(c, new Mcp23017(c.I2c, c.Pin("reset"), -1, -1, c.Pins)), "microchip,mcp23017") { Provide = Pins },
        new(typeof(Mcp23018), c => Enabled(c, new Mcp23018(c.I2c, c.Pin("reset"), -1, -1, c.Pins)), "microchip,mcp23018") { Provide = Pins },
        new(typeof(Mcp23s17), c => Enabled(c, new Mcp23s17(c.Spi, SpiPresent(c), c.Pin("reset"), -1, -1, c.Pins)), "microchip,mcp23s17") { Provide = Pins },
        new(typeof(Pca9685), c => new Pca9685(c.I2c), "nxp,pca9685-pwm") { Provide = (c, made) => c.Device.Provide(new LibraryPwmController((Pca9685)made)) },
        new(typeof(Tca9548A), c => new Tca9548A(c.I2c, c.Bus), "nxp,pca9548", "ti,tca9548") { Verify = c => c.I2c.ReadByte(), Provide = Channels },
        new(typeof(Mcp2515), c => new Mcp2515(c.Spi, c.Pin("reset"), gpioController: c.Pins), "microchip,mcp2515") { Verify = VerifyMcp2515 },
        new(typeof(Nrf24l01), c => new Nrf24l01(c.Spi, c.RequirePin("ce"), c.RequirePin("irq"), RadioPacketBytes, gpioController: c.Pins), "nordic,nrf24", "nordic,nrf24l01"),
    ];

    /// <summary>One with a reset pin is made in reset, and talks to nobody there.</summary>
    private static Mcp23xxx Enabled(IotContext context, Mcp23xxx chip)
    {
        if (context.Pins is not null)
        {
            chip.Enable();
        }

        return chip;
    }

    private static void Pins(IotContext context, object made) => context.Device.Provide(new SystemGpioController(new GpioController((GpioDriver)made)));

    /// <summary>Each child is a bus, by its "reg"; its chips are devices of their own.</summary>
    private static void Channels(IotContext context, object made)
    {
        foreach (var child in context.Node.Children())
        {
            var channel = child.Cell("reg");
            if (channel > 7)
            {
                throw child.Error("reg", $"a channel below 8, found {channel}");
            }

            context.Device.Provide(child, new LibraryI2cBus(((Tca9548A)made).GetChannel((int)channel)));
            context.Device.PopulateChildren(child);
        }
    }

    /// <summary>The address pins of the chip behind the chip select: one bit of a mask; the library has one chip for each device.</summary>
    private static int SpiPresent(IotContext context)
    {
        var mask = context.Node.Cell("microchip,spi-present-mask", 1);
        return mask is > 0 and <= 0xff && System.Numerics.BitOperations.IsPow2(mask)
            ? 0x20 + System.Numerics.BitOperations.Log2(mask)
            : throw context.Device.Error("microchip,spi-present-mask", $"one bit below 8, found 0x{mask:x}");
    }

    /// <summary>Reads CANSTAT, whose mode is 0 to 4; a bus with nobody on it reads all ones.</summary>
    private static void VerifyMcp2515(IotContext context)
    {
        Span<byte> answer = stackalloc byte[3];
        context.Spi.TransferFullDuplex([0x03, 0x0e, 0], answer);
        if (answer[2] >> 5 > 4)
        {
            throw new IOException($"nobody answers: CANSTAT reads 0x{answer[2]:x2}");
        }
    }
}
