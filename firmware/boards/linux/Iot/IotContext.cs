using System.Device.Gpio;
using System.Device.I2c;
using System.Device.Spi;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>What a row of the table may ask of its node, in the library's types.</summary>
internal sealed class IotContext
{
    private readonly LinePins _pins = new();
    private ClientI2cDevice? _i2c;
    private ClientSpiDevice? _spi;
    private GpioController? _controller;

    public IotContext(Device device) => Device = device;

    public Device Device { get; }

    public TreeNode Node => Device.Node;

    public I2cDevice I2c => _i2c ??= new ClientI2cDevice(Device.I2c(), Device.NodePath);

    public SpiDevice Spi => _spi ??= new ClientSpiDevice(Device.Spi(), Device.NodePath);

    /// <summary>The bus that the chip is on.</summary>
    public ClientI2cBus Bus => new(_i2c!.Client.Bus, Device.NodePath);

    /// <summary>The controller of the pins that were asked for; null when the node had none of them.</summary>
    public GpioController? Pins => _controller;

    /// <summary>Another chip on the same bus, which has no node of its own.</summary>
    public I2cDevice Companion(int address) => new ClientI2cDevice(new I2cClient(Device.I2c().Bus, address, false), Device.NodePath);

    /// <summary>Number of the pin that a property names ("reset" for "reset-gpios"), for the library; -1 when there is no such property.</summary>
    public int Pin(string name) => Node.HasProperty(name + "-gpios") || Node.HasProperty(name + "-gpio") ? RequirePin(name) : -1;

    /// <summary>The same, where the chip cannot do without.</summary>
    public int RequirePin(string name) => Opened(_pins.Add(Device.Gpio(name)));

    /// <summary>Numbers of all pins that a property names.</summary>
    public int[] RequirePins(string property, int count) => [.. Enumerable.Range(0, count).Select(index => Opened(_pins.Add(Device.Gpio(property, index))))];

    /// <summary>Supplies what the chip measures to applications that do not ask which chip it is.</summary>
    public void ProvideSensor(params LibraryValue[] values) => Device.Provide(new LibrarySensor(values));

    /// <summary>Reads bytes of a register, to see whether the chip is there.</summary>
    public void ReadRegister(byte register, int count) => I2c.WriteRead([register], new byte[count]);

    private int Opened(int pin)
    {
        _controller ??= new GpioController(_pins);
        return pin;
    }
}
