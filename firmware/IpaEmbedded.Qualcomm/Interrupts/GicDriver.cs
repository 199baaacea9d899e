using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Interrupts;

/// <summary>Gives the lines of the GIC and hands its controller to the board.</summary>
public sealed class GicDriver : Driver
{
    private readonly SocServices _services;

    /// <summary>Creates the driver.</summary>
    public GicDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "arm,gic-v3" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        if (device.Node.Cell("#interrupt-cells", 0) < 3) { throw device.Error("#interrupt-cells", "3 or more"); }
        GicController controller = new GicController(device.Loop);
        device.Provide(controller);
        _services.Io.ConnectInterrupts(controller);
    }
}
