namespace IpaEmbedded.Qualcomm.Interconnect.Layout;

/// <summary>The interconnects of one SoC as numbers: their ports, and the bus clocks behind them. The columns are those of the SoC's own tables.</summary>
public sealed class NocTable
{
    /// <summary>What a "compatible" of this SoC begins with.</summary>
    public string Prefix;

    /// <summary>Names of the interconnects, without <see cref="Prefix"/>.</summary>
    public string[] Interconnects;

    /// <summary>Index of each interconnect's first port, and behind the last the number of ports.</summary>
    public int[] FirstPort;

    /// <summary>Names of the ports, in the order of their numbers in the device tree.</summary>
    public string[] PortNames;

    /// <summary>Global ids of the ports.</summary>
    public byte[] Ids;

    /// <summary>Channels of the ports.</summary>
    public byte[] Channels;

    /// <summary>Bus widths of the ports in bytes.</summary>
    public byte[] BusWidths;

    /// <summary>Index of each port's first link, and behind the last the number of links.</summary>
    public short[] FirstLink;

    /// <summary>Global ids that traffic goes on to.</summary>
    public byte[] Links;

    /// <summary>Resource names of the bus clocks.</summary>
    public string[] ClockNames;

    /// <summary>Whether a bus clock keeps the smallest vote while nobody asks.</summary>
    public bool[] KeepAlive;

    /// <summary>Word that a bus clock votes whenever somebody asks; 0 when it votes bandwidths.</summary>
    public byte[] EnableMasks;

    /// <summary>Index of each bus clock's first port in <see cref="ClockPorts"/>, and behind the last the number of entries.</summary>
    public byte[] FirstClockPort;

    /// <summary>Global ids of the ports behind each bus clock.</summary>
    public byte[] ClockPorts;

    /// <summary>SDM845.</summary>
    public static NocTable Sdm845()
    {
        NocTable table = new NocTable();
        table.Prefix = "qcom,sdm845-";
        table.Interconnects = Sdm845Ports.Interconnects;
        table.FirstPort = Sdm845Ports.FirstPort;
        table.PortNames = Sdm845Ports.Names;
        table.Ids = Sdm845Ports.Ids;
        table.Channels = Sdm845Ports.Channels;
        table.BusWidths = Sdm845Ports.BusWidths;
        table.FirstLink = Sdm845Ports.FirstLink;
        table.Links = Sdm845Ports.Links;
        table.ClockNames = Sdm845BusClocks.Names;
        table.KeepAlive = Sdm845BusClocks.KeepAlive;
        table.EnableMasks = Sdm845BusClocks.EnableMasks;
        table.FirstClockPort = Sdm845BusClocks.FirstPort;
        table.ClockPorts = Sdm845BusClocks.Ports;
        return table;
    }

    /// <summary>SC7180.</summary>
    public static NocTable Sc7180()
    {
        NocTable table = new NocTable();
        table.Prefix = "qcom,sc7180-";
        table.Interconnects = Sc7180Ports.Interconnects;
        table.FirstPort = Sc7180Ports.FirstPort;
        table.PortNames = Sc7180Ports.Names;
        table.Ids = Sc7180Ports.Ids;
        table.Channels = Sc7180Ports.Channels;
        table.BusWidths = Sc7180Ports.BusWidths;
        table.FirstLink = Sc7180Ports.FirstLink;
        table.Links = Sc7180Ports.Links;
        table.ClockNames = Sc7180BusClocks.Names;
        table.KeepAlive = Sc7180BusClocks.KeepAlive;
        table.EnableMasks = Sc7180BusClocks.EnableMasks;
        table.FirstClockPort = Sc7180BusClocks.FirstPort;
        table.ClockPorts = Sc7180BusClocks.Ports;
        return table;
    }
}
