using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.FirmwareLoading;

/// <summary>Opens the firmware service over the secure monitor.</summary>
public sealed class SecureMonitorDriver : Driver
{
    private readonly SocServices _services;

    /// <summary>Creates the driver.</summary>
    public SecureMonitorDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,scm" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        _services.SetFirmware(new FirmwareLoader(device.Platform, _services.Io.SecureMonitor));
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        _services.SetFirmware(null);
    }
}
