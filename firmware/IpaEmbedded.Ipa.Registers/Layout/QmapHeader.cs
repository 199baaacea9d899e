namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>QMAP (MAP) header and checksum headers (IPA reference, section 9.5).</summary>
public static class QmapHeader
{
    /// <summary>Bytes of the MAP header: flags, mux id, big-endian packet length with padding.</summary>
    public const int Size = 4;

    /// <summary>Flags: pad length.</summary>
    public const byte PadMask = 0x3f;

    /// <summary>Flags: another header follows (v5).</summary>
    public const byte NextHeader = 0x40;

    /// <summary>Flags: a command frame.</summary>
    public const byte Command = 0x80;

    /// <summary>Bytes of the uplink checksum header before v4.5.</summary>
    public const int UplinkChecksumSize = 4;

    /// <summary>Bytes of the downlink checksum trailer before v4.5.</summary>
    public const int DownlinkTrailerSize = 8;

    /// <summary>Bytes of the v5 checksum header, both directions.</summary>
    public const int ChecksumV5Size = 4;

    /// <summary>Uplink: compute the checksum.</summary>
    public const ushort UplinkChecksumEnable = 0x8000;

    /// <summary>Uplink: the packet is UDP.</summary>
    public const ushort UplinkChecksumUdp = 0x4000;

    /// <summary>Trailer: the value is valid.</summary>
    public const byte DownlinkValid = 0x01;

    /// <summary>v5 header byte 0: type 2 in bits 7:1.</summary>
    public const byte V5TypeChecksum = 4;

    /// <summary>v5 header byte 1: valid (downlink) or requested (uplink).</summary>
    public const byte V5Valid = 0x80;

    /// <summary>MAP command: stop sending.</summary>
    public const byte CommandFlowDisable = 1;

    /// <summary>MAP command: send again.</summary>
    public const byte CommandFlowEnable = 2;

    /// <summary>MAP command, byte 1 of its header: the type in bits 1:0, 0 for a command.</summary>
    public const byte CommandTypeMask = 0x03;

    /// <summary>MAP command: the type of an acknowledgement.</summary>
    public const byte CommandAcknowledgement = 1;
}
