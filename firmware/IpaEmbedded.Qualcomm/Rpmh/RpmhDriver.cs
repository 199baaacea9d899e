using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Rpmh;

/// <summary>Opens a resource state coordinator; the devices below it find its controller as their parent's data.</summary>
public sealed class RpmhDriver : Driver
{
    private readonly SocServices _services;

    /// <summary>Creates the driver.</summary>
    public RpmhDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,rpmh-rsc" }; }
    }

    /// <summary>The controller above a device.</summary>
    /// <exception cref="ProbeException">The device's parent is no coordinator.</exception>
    public static RpmhController ControllerOf(Device device)
    {
        RpmhController controller = device.Parent == null ? null : device.Parent.DriverData as RpmhController;
        if (controller == null) { throw device.Error("compatible", "a parent node compatible with \"qcom,rpmh-rsc\""); }
        return controller;
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        string name = device.Node.String("label", device.Node.Name);
        device.DriverData = new RpmhController(name, _services.Io.OpenRpmh(device));
        device.PopulateChildren();
    }
}
