namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>The types of the library that nodes alone do not make, or that only a real chip lets be made.</summary>
internal static class IotGaps
{
    public static IReadOnlyList<IotGap> All { get; } =
    [
        new("st,vl53l0x", "Vl53L0X", "bound, but its constructor waits half a second for measurements: a chip that only answers registers is not enough"),
        new("ams,ccs811", "Ccs811Sensor", "bound, but its constructor waits for the chip's application to start: a chip that only answers registers is not enough"),
        new("solomon,ssd1306fb-i2c", "Ssd1306", "bound, but its constructor makes an image: the application registers a factory first (BitmapImage.RegisterImageFactory)"),
        new("solomon,ssd1309fb-spi", "Ssd1309", "as Ssd1306, and the library has it for SPI alone, which no binding describes"),
        new("ti,tlc1543", "Tlc1543", "it talks in words of 5 bits, which the buses of the runtime do not have"),
        new("maxim,ds18b20", "OneWireThermometerDevice", "the kernel finds such thermometers by itself, without nodes: /sys/bus/w1/devices"),
        new("gpio-leds", "BoardLed", "the node is the runtime's or, through the LED class, the kernel's: a Led either way"),
    ];
}
