using Iot.Device.CharacterLcd;
using Iot.Device.Display;
using Iot.Device.Ili934x;
using Iot.Device.Max7219;
using Iot.Device.Ssd13xx;
using Iot.Device.Ws28xx;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>Displays and chains of LEDs.</summary>
internal static class Displays
{
    public static IReadOnlyList<IotRow> Rows { get; } =
    [
        new(typeof(Large4Digit7SegmentDisplay), c => new Large4Digit7SegmentDisplay(c.I2c), "holtek,ht16k33"),
        new(typeof(Hd44780), CreateHd44780, "hit,hd44780"),
        // Its constructor makes an image, for which the application has registered a factory (BitmapImage.RegisterImageFactory).
        new(typeof(Ssd1306), c => new Ssd1306(c.I2c, Size(c, "solomon,width", 96), Size(c, "solomon,height", 16)), "solomon,ssd1306fb-i2c", "solomon,ssd1306"),
        new(typeof(Ili9341), c => new Ili9341(c.Spi, c.RequirePin("dc"), c.Pin("reset"), c.Pin("backlight"), gpioController: c.Pins), "ilitek,ili9341"),
        // It only listens: what finds a bus that fails is the setting that it needs anyway.
        new(typeof(Max7219), CreateMax7219, "maxim,max7219"),
        new(typeof(Ws2812b), c => new Ws2812b(c.Spi, Size(c, "num-leds", 1)), "worldsemi,ws2812"),
    ];

    private static int Size(IotContext context, string property, uint absent) =>
        context.Node.Cell(property, absent) is > 0 and <= 4096 and var size ? (int)size : throw context.Device.Error(property, "a number from 1 to 4096");

    private static Max7219 CreateMax7219(IotContext context)
    {
        var chip = new Max7219(context.Spi, Size(context, "num-digits", 8) > 8 ? (Size(context, "num-digits", 8) + 7) / 8 : 1);
        chip.Init();
        return chip;
    }

    /// <summary>On pins as the binding has them (4 or 8 data lines), or with a bus interface of its own, on an I2C bus.</summary>
    private static Hd44780 CreateHd44780(IotContext context)
    {
        var rows = Size(context, "display-height-chars", 2);
        if (!context.Node.HasProperty("data-gpios"))
        {
            return rows > 2 ? new Lcd2004(context.I2c) : new Lcd1602(context.I2c);
        }

        var count = 0;
        for (var lines = new PhandleList(context.Node, "data-gpios", "#gpio-cells"); lines.Next();)
        {
            count++;
        }

        if (count is not (4 or 8))
        {
            throw context.Device.Error("data-gpios", $"4 or 8 pins, found {count}");
        }

        var data = context.RequirePins("data-gpios", count);
        int select = context.RequirePin("rs"), enable = context.RequirePin("enable"), backlight = context.Pin("backlight"), readWrite = context.Pin("rw");
        return rows > 2
            ? new Lcd2004(select, enable, data, backlight, readWritePin: readWrite, controller: context.Pins)
            : new Lcd1602(select, enable, data, backlight, readWritePin: readWrite, controller: context.Pins);
    }
}
