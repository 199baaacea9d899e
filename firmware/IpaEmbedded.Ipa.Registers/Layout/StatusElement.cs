namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Status element, 32 bytes, before each packet of an endpoint with status (IPA reference, section 9.3).</summary>
public static class StatusElement
{
    /// <summary>Bytes per element.</summary>
    public const int Size = 32;

    /// <summary>Byte offset of the opcode.</summary>
    public const int Opcode = 0;

    /// <summary>Byte offset of the exception.</summary>
    public const int Exception = 1;

    /// <summary>Byte offset of the 16-bit mask.</summary>
    public const int Mask = 2;

    /// <summary>Byte offset of the 16-bit packet length.</summary>
    public const int PacketLength = 4;

    /// <summary>Byte offset of the source endpoint.</summary>
    public const int SourceEndpoint = 6;

    /// <summary>Byte offset of the destination endpoint.</summary>
    public const int DestinationEndpoint = 7;

    /// <summary>Byte offset of the destination endpoint from v5.0 on (IPA reference, section 18.4).</summary>
    public const int WideDestinationEndpoint = 30;

    /// <summary>Bits of an endpoint id before v5.0.</summary>
    public const int EndpointMask = 0x1f;

    /// <summary>Bits of an endpoint id from v5.0 on.</summary>
    public const int WideEndpointMask = 0xff;

    /// <summary>Byte offset of the 32-bit word with the route rule id in bits 31:22.</summary>
    public const int Routing = 12;

    /// <summary>Byte offset of the 64-bit word with the tag in bits 63:16.</summary>
    public const int Tag = 16;

    /// <summary>A packet.</summary>
    public const byte OpcodePacket = 0x01;

    /// <summary>A new fragment rule.</summary>
    public const byte OpcodeNewFragmentRule = 0x02;

    /// <summary>A dropped packet.</summary>
    public const byte OpcodeDroppedPacket = 0x04;

    /// <summary>A suspended packet.</summary>
    public const byte OpcodeSuspendedPacket = 0x08;

    /// <summary>Log.</summary>
    public const byte OpcodeLog = 0x10;

    /// <summary>DCMP.</summary>
    public const byte OpcodeDcmp = 0x20;

    /// <summary>A packet, second pass.</summary>
    public const byte OpcodePacketSecondPass = 0x40;

    /// <summary>Exception: de-aggregation.</summary>
    public const byte ExceptionDeaggregation = 0x01;

    /// <summary>Mask: the tag is valid.</summary>
    public const ushort MaskTagValid = 1 << 4;

    /// <summary>Route rule id of a miss.</summary>
    public const uint RouteRuleMiss = 0x3ff;

    /// <summary>Lowest bit of the 10-bit route rule id.</summary>
    public const int RouteRuleShift = 22;
}
