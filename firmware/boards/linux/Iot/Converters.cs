using Iot.Device.Adc;
using Iot.Device.Ads1115;
using Iot.Device.Mcp3428;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>Analog inputs; each supplies its channels to others.</summary>
internal static class Converters
{
    // iio/adc/ti,ads1015.yaml: the channels in the binding's order.
    private static readonly InputMultiplexer[] Ads1115Channels =
    [
        InputMultiplexer.AIN0_AIN1, InputMultiplexer.AIN0_AIN3, InputMultiplexer.AIN1_AIN3, InputMultiplexer.AIN2_AIN3,
        InputMultiplexer.AIN0, InputMultiplexer.AIN1, InputMultiplexer.AIN2, InputMultiplexer.AIN3,
    ];

    public static IReadOnlyList<IotRow> Rows { get; } =
    [
        Mcp3(typeof(Mcp3002), c => new Mcp3002(c.Spi), 2, 10, "microchip,mcp3002"),
        Mcp3(typeof(Mcp3004), c => new Mcp3004(c.Spi), 4, 10, "microchip,mcp3004"),
        Mcp3(typeof(Mcp3008), c => new Mcp3008(c.Spi), 8, 10, "microchip,mcp3008"),
        Mcp3(typeof(Mcp3202), c => new Mcp3202(c.Spi), 2, 12, "microchip,mcp3202"),
        Mcp3(typeof(Mcp3204), c => new Mcp3204(c.Spi), 4, 12, "microchip,mcp3204"),
        Mcp3(typeof(Mcp3208), c => new Mcp3208(c.Spi), 8, 12, "microchip,mcp3208"),
        new(typeof(Mcp3426), c => new Mcp3426(c.I2c), "microchip,mcp3426") { Provide = Volts },
        new(typeof(Mcp3427), c => new Mcp3427(c.I2c), "microchip,mcp3427") { Provide = Volts },
        new(typeof(Mcp3428), c => new Mcp3428(c.I2c), "microchip,mcp3428") { Provide = Volts },
        new(typeof(Ads1115), c => new Ads1115(c.I2c), "ti,ads1115")
        {
            Provide = (c, made) => c.Device.Provide(new LibraryAdcController(Ads1115Channels.Length, channel => ((Ads1115)made).ReadVoltage(Ads1115Channels[channel]).Volts)),
        },
    ];

    /// <summary>A converter that compares with its reference: the tree's "vref-supply" says what the numbers mean. The bus cannot tell an absent chip from zero volts.</summary>
    private static IotRow Mcp3(Type type, Func<IotContext, object> create, int channels, int bits, string compatible) => new(type, create, compatible)
    {
        Verify = c => c.Spi.TransferFullDuplex(new byte[3], new byte[3]),
        Provide = (c, made) =>
        {
            var reference = c.Device.Supply("vref");
            reference.Enable();
            var volts = reference.Microvolts / 1e6 / (1 << bits);
            c.Device.Provide(new LibraryAdcController(channels, channel => reference.Microvolts == 0 ? double.NaN : ((Mcp3xxx)made).Read(channel) * volts));
        },
    };

    private static void Volts(IotContext context, object made) =>
        context.Device.Provide(new LibraryAdcController(((Mcp342x)made).ChannelCount, channel => ((Mcp342x)made).ReadChannel(channel)));
}
