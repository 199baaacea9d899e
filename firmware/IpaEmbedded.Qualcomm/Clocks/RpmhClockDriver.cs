using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Clocks;

/// <summary>Gives the clocks of RPMh.</summary>
public sealed class RpmhClockDriver : Driver
{
    private readonly SocServices _services;

    /// <summary>Creates the driver.</summary>
    public RpmhClockDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,sdm845-rpmh-clk", "qcom,sc7180-rpmh-clk" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        device.Provide(new RpmhClockProvider(RpmhDriver.ControllerOf(device), _services.CommandDatabase(device), device.Clock("xo").Rate));
    }
}
