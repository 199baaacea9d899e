using System.Device.I2c;
using IpaEmbedded.Runtime.I2c;
using I2cBus = System.Device.I2c.I2cBus;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>A bus of the runtime as the library's I2cBus, for types that ask for further chips on their own bus.</summary>
public sealed class ClientI2cBus : I2cBus
{
    private readonly IpaEmbedded.Runtime.I2c.I2cBus _bus;
    private readonly string _name;

    /// <param name="bus">The bus.</param>
    /// <param name="name">What chips on it are called in messages.</param>
    public ClientI2cBus(IpaEmbedded.Runtime.I2c.I2cBus bus, string name)
    {
        _bus = bus;
        _name = name;
    }

    /// <inheritdoc/>
    public override I2cDevice CreateDevice(int deviceAddress) => new ClientI2cDevice(new I2cClient(_bus, deviceAddress, false), _name);

    /// <inheritdoc/>
    public override void RemoveDevice(int deviceAddress)
    {
        // A client holds nothing of its bus.
    }
}
