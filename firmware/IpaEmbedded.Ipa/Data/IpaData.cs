using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Ipa.Registers;

namespace IpaEmbedded.Ipa.Data;

/// <summary>Everything in which IPA versions differ; the driver reads it and never asks for the version.</summary>
public sealed class IpaData
{
    /// <summary>One of <see cref="IpaVersion"/>.</summary>
    public int Version;

    /// <summary>Version for people, such as "3.5.1".</summary>
    public string VersionName;

    /// <summary>The value of `compatible` that selects this data.</summary>
    public string Compatible;

    /// <summary>IPA registers.</summary>
    public IpaRegisters Registers;

    /// <summary>GSI registers.</summary>
    public GsiRegisters Gsi;

    /// <summary>Core clock in hertz.</summary>
    public uint CoreClockHertz;

    /// <summary>Names of the interconnect paths, as in `interconnect-names`.</summary>
    public string[] InterconnectNames;

    /// <summary>Average bandwidth per path in kB/s.</summary>
    public uint[] AverageKilobytesPerSecond;

    /// <summary>Peak bandwidth per path in kB/s.</summary>
    public uint[] PeakKilobytesPerSecond;

    /// <summary>Outstanding writes per bus master; one or two entries.</summary>
    public uint[] MaxWrites;

    /// <summary>Outstanding reads per bus master.</summary>
    public uint[] MaxReads;

    /// <summary>Outstanding read beats per bus master, 0 where none is set.</summary>
    public uint[] MaxReadBeats;

    /// <summary>Physical address of the IMEM that the IPA uses.</summary>
    public ulong ImemAddress;

    /// <summary>Size of that IMEM in bytes.</summary>
    public ulong ImemSize;

    /// <summary>SMEM item that the IPA uses.</summary>
    public int SmemItem;

    /// <summary>Size of the SMEM item in bytes.</summary>
    public int SmemSize;

    /// <summary>The endpoints in the order of the version's table.</summary>
    public EndpointData[] Endpoints;

    /// <summary>Number of source resource groups.</summary>
    public int SourceGroups;

    /// <summary>Number of destination resource groups.</summary>
    public int DestinationGroups;

    /// <summary>Limits per source resource type.</summary>
    public ResourceLimits[] SourceResources;

    /// <summary>Limits per destination resource type.</summary>
    public ResourceLimits[] DestinationResources;

    /// <summary>Regions of local memory.</summary>
    public MemoryRegion[] Memory;

    /// <summary>Value of IPA_BCR.</summary>
    public uint BackwardCompatibility;

    /// <summary>Bits of IPA_TX_CFG that are cleared; 0 leaves the register alone.</summary>
    public uint TxCfgClear;

    /// <summary>Value of CLKON_CFG; 0 leaves the register alone.</summary>
    public uint ClkonCfg;

    /// <summary>Bits of COMP_CFG that are set; 0 leaves the register alone.</summary>
    public uint CompCfgSet;

    /// <summary>CH_C_QOS of the command channel.</summary>
    public uint CommandChannelQos;

    /// <summary>CH_C_QOS of every other channel.</summary>
    public uint ChannelQos;

    /// <summary>Whether the hashed tables exist and work.</summary>
    public bool HasHashedTables;

    /// <summary>Whether hashing has to be switched off by FILT_ROUT_HASH_EN.</summary>
    public bool DisablesHashing;

    /// <summary>Whether results for filters and for routes are cached each on their own, in registers that are written whole, instead of hashed together.</summary>
    public bool SeparateCaches;

    /// <summary>Routes 0 up to this, without it, are the modem's; the rest of a route table belongs to this processor.</summary>
    public int ModemRoutes = 8;

    /// <summary>Whether bit n of a filter table's bitmap is endpoint n; otherwise bit 0 is a rule for all, and endpoint n is bit n + 1.</summary>
    public bool FilterBitIsEndpoint;

    /// <summary>Whether endpoint ids have 8 bits in commands and in status elements, whose destination is then in their last word.</summary>
    public bool WideEndpointIds;

    /// <summary>Whether commands carry the pipeline clear option in their opcode, and register offsets above 16 bits.</summary>
    public bool ClearOptionInOpcode;

    /// <summary>Whether checksums are inline (v5 header) instead of in the v4 header and trailer.</summary>
    public bool InlineChecksum;

    /// <summary>Whether the driver allocates and halts the modem's channels by generic commands.</summary>
    public bool AllocatesModemChannels;

    /// <summary>Whether the modem's TX channels are paused by GSI flow control and not by ENDP_DELAY.</summary>
    public bool PausesByFlowControl;

    /// <summary>How often the command that ends flow control is repeated while the hardware answers RETRY; 0 before v4.11, where it never does (IPA reference, section 13).</summary>
    public int FlowControlRetries;

    /// <summary>Whether IPA_BCR exists and is written.</summary>
    public bool HasBackwardCompatibility;

    /// <summary>Whether FLAVOR_0 says which endpoints the chip has.</summary>
    public bool ReportsEndpoints;

    /// <summary>Whether IDLE_INDICATION_CFG says when the core counts as idle.</summary>
    public bool ReportsIdle;

    /// <summary>Whether times count pulses of Qtime, fine or coarse, and not ticks of a counter.</summary>
    public bool CountsInQtime;

    /// <summary>Whether the head-of-line timer is a base and a scale (a power of two).</summary>
    public bool ScalesHeadOfLineTimer;

    /// <summary>Whether ENDP_INIT_CTRL suspends RX endpoints and delays TX endpoints; without it channels are stopped for a suspend.</summary>
    public bool ControlsEndpoints;

    /// <summary>Whether the GSI's interrupts of other execution environments have masks here, which stay 0.</summary>
    public bool MasksOtherEnvironments;

    /// <summary>Whether an RX channel's reset takes a second delay (the wire shows one RESET).</summary>
    public bool RxResetTwice;

    /// <summary>Whether ENDP_INIT_HOL_BLOCK_EN has to be written twice to switch dropping on.</summary>
    public bool HeadOfLineEnableTwice;

    /// <summary>Whether the hardware raises no suspend interrupt for an endpoint that was suspended while a frame was open.</summary>
    public bool MissesSuspendInterrupt;

    /// <summary>The endpoints of an execution environment, ascending ids.</summary>
    public EndpointData[] EndpointsOf(int environment)
    {
        EndpointData[] sorted = new EndpointData[Endpoints.Length];
        int count = 0;
        for (int i = 0; i < Endpoints.Length; i++)
        {
            EndpointData endpoint = Endpoints[i];
            if (endpoint.Environment != environment) { continue; }
            int at = count++;
            for (; at > 0 && sorted[at - 1].Id > endpoint.Id; at--) { sorted[at] = sorted[at - 1]; }
            sorted[at] = endpoint;
        }
        EndpointData[] found = new EndpointData[count];
        System.Array.Copy(sorted, found, count);
        return found;
    }

    /// <summary>Finds an endpoint's data by name, or null.</summary>
    public EndpointData Endpoint(int name)
    {
        for (int i = 0; i < Endpoints.Length; i++)
        {
            if (Endpoints[i].Name == name) { return Endpoints[i]; }
        }
        return null;
    }

    /// <summary>Finds a memory region by name, or null.</summary>
    public MemoryRegion Region(int name)
    {
        for (int i = 0; i < Memory.Length; i++)
        {
            if (Memory[i].Name == name) { return Memory[i]; }
        }
        return null;
    }

    /// <summary>Number of slots of a route table.</summary>
    public int Routes
    {
        get { return Region(MemoryRegionName.V4Route).Size / TableImage.SlotSize; }
    }
}
