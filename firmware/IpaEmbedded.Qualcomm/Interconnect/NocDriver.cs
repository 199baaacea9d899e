using IpaEmbedded.Qualcomm.Interconnect.Layout;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Interconnect;

/// <summary>Gives the ports of the SDM845's interconnects.</summary>
public sealed class NocDriver : Driver
{
    private const string Prefix = "qcom,sdm845-";

    private readonly SocServices _services;

    /// <summary>Creates the driver.</summary>
    public NocDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get
        {
            string[] names = new string[Sdm845Ports.Interconnects.Length];
            for (int i = 0; i < names.Length; i++) { names[i] = Prefix + Sdm845Ports.Interconnects[i]; }
            return names;
        }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        uint[] arguments;
        BcmVoter voter = (BcmVoter)device.Provider("qcom,bcm-voters", null, 0, BcmVoter.ProviderKind, out arguments);
        NocProvider provider = new NocProvider(RowOf(device), voter, _services.CommandDatabase(device));
        device.Provide(provider);
        device.DriverData = provider;
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        ((NocProvider)device.DriverData).Close();
    }

    private static int RowOf(Device device)
    {
        for (int i = 0; i < Sdm845Ports.Interconnects.Length; i++)
        {
            if (device.Node.IsCompatible(Prefix + Sdm845Ports.Interconnects[i])) { return i; }
        }
        throw device.Error("compatible", "an interconnect of the SDM845");
    }
}
