using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Iot;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.HostTests.Boards.Iot;

/// <summary>A board with one chip on an I2C or an SPI bus of the runtime, and pins.</summary>
internal sealed class IotBoard : IDisposable
{
    private readonly LinuxBoard _board;

    public IotBoard(IotCase chip, string more = "")
    {
        I2c = new ScriptedI2cBus(chip.Script ?? ((_, _) => []));
        Spi = new ScriptedSpiBus(chip.Answer);
        var node = $"{{ compatible = \"{chip.Compatible}\"; reg = <0x{(chip.IsSpi ? 0 : chip.Address):x}>; #gpio-cells = <2>; #pwm-cells = <2>; #io-channel-cells = <1>; {chip.Properties} {more} }};";
        var source = $$"""
            /dts-v1/;
            / {
                pins: gpio { compatible = "test,pins"; gpio-controller; #gpio-cells = <2>; };
                i2c { compatible = "test,i2c"; #address-cells = <1>; #size-cells = <0>; {{(chip.IsSpi ? "" : $"chip: chip@{chip.Address:x} " + node)}} };
                spi { compatible = "test,spi"; #address-cells = <1>; #size-cells = <0>; {{(chip.IsSpi ? "chip: chip@0 " + node : "")}} };
            };
            """;
        var result = DeviceTreeCompiler.Compile(new SourceFile("board.dts", source), new CompileOptions());
        _board = new LinuxBoard(FlattenedTreeWriter.Write(result.Tree ?? throw new ArgumentException(string.Join('\n', result.Diagnostics))), null, new HardwareOptions());
        IotBindings.Register(_board.Drivers);
        _board.Drivers.Add(new BusDriver("test,pins", Gpio));
        _board.Drivers.Add(new BusDriver("test,i2c", I2c));
        _board.Drivers.Add(new BusDriver("test,spi", Spi));
    }

    public ScriptedI2cBus I2c { get; }

    public ScriptedSpiBus Spi { get; }

    public BoardLines Gpio { get; } = new();

    public Platform Platform => _board.Platform;

    public DriverTable Drivers => _board.Drivers;

    public Device Chip => Platform.FindDevice("/i2c/chip") ?? Platform.FindDevice("/spi/chip");

    public int Transfers => I2c.Transfers.Count + Spi.Transfers.Count;

    public void Dispose() => _board.Dispose();

    private sealed class BusDriver(string compatible, Provider provider) : Driver
    {
        public override string[] Compatibles { get; } = [compatible];

        public override void Probe(Device device)
        {
            device.Provide(provider);
            device.PopulateChildren();
        }
    }
}
