namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Transfer ring element, 16 bytes: 64-bit address, 16-bit length or opcode, 16 bits reserved, 32-bit flags (IPA reference, section 4.1).</summary>
public static class TransferElement
{
    /// <summary>Bytes per element.</summary>
    public const int Size = 16;

    /// <summary>CHAIN: the transaction goes on in the next element.</summary>
    public const uint Chain = 1u << 0;

    /// <summary>IEOB.</summary>
    public const uint InterruptOnBlock = 1u << 8;

    /// <summary>IEOT: write an event when this element is done.</summary>
    public const uint InterruptOnTransfer = 1u << 9;

    /// <summary>BEI: the event interrupts only through moderation.</summary>
    public const uint BlockInterrupt = 1u << 10;

    /// <summary>Lowest bit of the TYPE field (8 bits).</summary>
    public const int TypeShift = 16;

    /// <summary>TYPE: data.</summary>
    public const uint TypeTransfer = 2;

    /// <summary>TYPE: immediate command.</summary>
    public const uint TypeImmediateCommand = 3;

    /// <summary>TYPE: nothing.</summary>
    public const uint TypeNop = 4;
}
