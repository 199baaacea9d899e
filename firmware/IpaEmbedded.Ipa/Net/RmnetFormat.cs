namespace IpaEmbedded.Ipa.Net;

/// <summary>How frames of the modem interface are built; the flags are those of the rmnet device (IPA reference, section 9.6).</summary>
public sealed class RmnetFormat
{
    /// <summary>Several packets per received buffer.</summary>
    public const uint Deaggregation = 1;

    /// <summary>MAP commands are handled.</summary>
    public const uint MapCommands = 2;

    /// <summary>Received packets have a checksum trailer.</summary>
    public const uint IngressChecksumV4 = 4;

    /// <summary>Sent packets have a checksum header.</summary>
    public const uint EgressChecksumV4 = 8;

    /// <summary>Received packets have a v5 checksum header.</summary>
    public const uint IngressChecksumV5 = 0x10;

    /// <summary>Sent packets have a v5 checksum header.</summary>
    public const uint EgressChecksumV5 = 0x20;

    /// <summary>Flags that match how a version's modem endpoints are programmed.</summary>
    public static uint For(Data.IpaData data)
    {
        if (!data.Endpoint(Data.EndpointName.ApModemTx).Checksum) { return Deaggregation | MapCommands; }
        return Deaggregation | MapCommands | (data.InlineChecksum ? IngressChecksumV5 | EgressChecksumV5 : IngressChecksumV4 | EgressChecksumV4);
    }
}
