namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Opcodes of immediate commands (IPA reference, section 5).</summary>
public static class CommandOpcode
{
    /// <summary>IP_V4_FILTER_INIT.</summary>
    public const uint Ipv4FilterInit = 0x03;

    /// <summary>IP_V6_FILTER_INIT.</summary>
    public const uint Ipv6FilterInit = 0x04;

    /// <summary>IP_V4_ROUTING_INIT.</summary>
    public const uint Ipv4RoutingInit = 0x07;

    /// <summary>IP_V6_ROUTING_INIT.</summary>
    public const uint Ipv6RoutingInit = 0x08;

    /// <summary>HDR_INIT_LOCAL.</summary>
    public const uint HeaderInitLocal = 0x09;

    /// <summary>REGISTER_WRITE.</summary>
    public const uint RegisterWrite = 0x0c;

    /// <summary>IP_PACKET_INIT.</summary>
    public const uint PacketInit = 0x10;

    /// <summary>DMA_SHARED_MEM.</summary>
    public const uint DmaSharedMemory = 0x13;

    /// <summary>IP_PACKET_TAG_STATUS.</summary>
    public const uint PacketTagStatus = 0x14;

    /// <summary>The opcode itself in the 16-bit opcode field of the element.</summary>
    public const uint Mask = 0xff;

    /// <summary>From v4.0 on: lowest bit of the 2-bit pipeline clear option in the opcode field.</summary>
    public const int ClearOptionShift = 9;

    /// <summary>Clear option: HPS.</summary>
    public const uint ClearHps = 0;

    /// <summary>Clear option: source group.</summary>
    public const uint ClearSourceGroup = 1;

    /// <summary>Clear option: whole pipeline.</summary>
    public const uint ClearFull = 2;
}
