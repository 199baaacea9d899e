using IpaEmbedded.Qualcomm.Interconnect.Layout;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Interconnect;

/// <summary>Gives the ports of the interconnects of the SoCs that there are tables for.</summary>
public sealed class NocDriver : Driver
{
    private readonly SocServices _services;
    private readonly NocTable[] _tables = new NocTable[] { NocTable.Sdm845(), NocTable.Sc7180() };

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
            int count = 0;
            for (int i = 0; i < _tables.Length; i++) { count += _tables[i].Interconnects.Length; }
            string[] names = new string[count];
            int at = 0;
            for (int i = 0; i < _tables.Length; i++)
            {
                for (int row = 0; row < _tables[i].Interconnects.Length; row++) { names[at++] = _tables[i].Prefix + _tables[i].Interconnects[row]; }
            }
            return names;
        }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        uint[] arguments;
        BcmVoter voter = (BcmVoter)device.Provider("qcom,bcm-voters", null, 0, BcmVoter.ProviderKind, out arguments);
        NocTable table = TableOf(device);
        if (!voter.Serve(table)) { throw device.Error("compatible", "an interconnect of the same SoC as the others with its voter"); }
        NocProvider provider = new NocProvider(table, RowOf(device, table), voter, _services.CommandDatabase(device));
        device.Provide(provider);
        device.DriverData = provider;
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        ((NocProvider)device.DriverData).Close();
    }

    private NocTable TableOf(Device device)
    {
        for (int i = 0; i < _tables.Length; i++)
        {
            if (RowOf(device, _tables[i]) >= 0) { return _tables[i]; }
        }
        throw device.Error("compatible", "an interconnect of the SDM845 or SC7180");
    }

    // -1 for one that the table does not have.
    private static int RowOf(Device device, NocTable table)
    {
        for (int row = 0; row < table.Interconnects.Length; row++)
        {
            if (device.Node.IsCompatible(table.Prefix + table.Interconnects[row])) { return row; }
        }
        return -1;
    }
}
