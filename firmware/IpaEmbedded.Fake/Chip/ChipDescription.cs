using IpaEmbedded.Ipa.Registers;

namespace IpaEmbedded.Fake;

/// <summary>What differs between chips, as data: registers, endpoints, sizes and reset values.</summary>
public sealed class ChipDescription
{
    /// <summary>IPA version, a number of <see cref="IpaVersion"/>.</summary>
    public int Version;

    /// <summary>Compatible string of the IPA's device tree node.</summary>
    public string Compatible;

    /// <summary>The IPA's registers.</summary>
    public IpaRegisters IpaRegisters;

    /// <summary>The GSI's registers.</summary>
    public GsiRegisters GsiRegisters;

    /// <summary>Endpoints that this chip uses.</summary>
    public ChipEndpoint[] Endpoints;

    /// <summary>Bytes of region "ipa-reg".</summary>
    public uint IpaRegistersSize = 0x7000;

    /// <summary>Bytes of region "gsi".</summary>
    public uint GsiRegistersSize = 0x2c000;

    /// <summary>Bytes of region "ipa-shared".</summary>
    public int SharedMemorySize = 0x2000;

    /// <summary>Value of FLAVOR_0, 0 where the register is absent.</summary>
    public uint Flavor0;

    /// <summary>Reset value of IPA_TX_CFG.</summary>
    public uint TxCfg;

    /// <summary>Reset value of COMP_CFG.</summary>
    public uint CompCfg = 0x0e;

    /// <summary>MEM_BADDR: start of the usable shared memory in units of 8 bytes.</summary>
    public uint MemoryBase;

    /// <summary>Bytes from the start of the usable shared memory to the microcontroller's mailbox.</summary>
    public int MicrocontrollerOffset;

    /// <summary>Bytes that may wait per RX endpoint for a buffer, for its channel or for power.</summary>
    public int BacklogBytes = 65536;

    /// <summary>Bytes of the largest packet that the chip can gather.</summary>
    public int PacketBytes = 32768;

    /// <summary>Number of endpoints that the register block has room for.</summary>
    public int EndpointSlots
    {
        get { return IpaRegisters.EndpStatus.Count; }
    }

    /// <summary>Channels of the application processor.</summary>
    public int Channels
    {
        get { return GsiRegisters.ChCntxt0.Count; }
    }

    /// <summary>Event rings of the application processor.</summary>
    public int EventRings
    {
        get { return GsiRegisters.EvCntxt0.Count; }
    }

    /// <summary>Finds an endpoint by name, or null.</summary>
    public ChipEndpoint Find(string name)
    {
        for (int i = 0; i < Endpoints.Length; i++)
        {
            if (Endpoints[i].Name == name) { return Endpoints[i]; }
        }
        return null;
    }

    /// <summary>Finds the endpoint of an application processor's channel, or null.</summary>
    public ChipEndpoint OfChannel(int channel)
    {
        for (int i = 0; i < Endpoints.Length; i++)
        {
            if (Endpoints[i].Environment == ChipEndpoint.Ap && Endpoints[i].Channel == channel) { return Endpoints[i]; }
        }
        return null;
    }

    /// <summary>Finds an endpoint by id, or null.</summary>
    public ChipEndpoint OfEndpoint(int endpoint)
    {
        for (int i = 0; i < Endpoints.Length; i++)
        {
            if (Endpoints[i].Endpoint == endpoint) { return Endpoints[i]; }
        }
        return null;
    }
}
