namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Event ring element, 16 bytes: 64-bit element address, 16-bit length, byte reserved, code, 16 bits reserved, type, channel (IPA reference, section 4.2).</summary>
public static class EventElement
{
    /// <summary>Bytes per element.</summary>
    public const int Size = 16;

    /// <summary>Of the upper 64 bits: lowest bit of the 16-bit length.</summary>
    public const int LengthShift = 0;

    /// <summary>Of the upper 64 bits: lowest bit of the 8-bit completion code.</summary>
    public const int CodeShift = 24;

    /// <summary>Of the upper 64 bits: lowest bit of the 8-bit type.</summary>
    public const int TypeShift = 48;

    /// <summary>Of the upper 64 bits: lowest bit of the 8-bit channel id.</summary>
    public const int ChannelShift = 56;

    /// <summary>Code EOT: done.</summary>
    public const uint CodeEndOfTransfer = 2;

    /// <summary>Code overflow: the buffer was too small.</summary>
    public const uint CodeOverflow = 3;

    /// <summary>Code undefined.</summary>
    public const uint CodeUndefined = 0x10;

    /// <summary>Code RE_ERROR.</summary>
    public const uint CodeRingError = 0x11;

    /// <summary>Type of a transfer event.</summary>
    public const uint TypeTransferEvent = 2;
}
