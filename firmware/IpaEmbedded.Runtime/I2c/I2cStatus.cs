namespace IpaEmbedded.Runtime.I2c;

/// <summary>How a transfer ended. A bus throws nothing for what a chip does or does not do.</summary>
public enum I2cStatus
{
    /// <summary>All bytes were transferred.</summary>
    FullTransfer,

    /// <summary>Nobody acknowledged the address: the chip is absent, off or busy.</summary>
    AddressNotAcknowledged,

    /// <summary>The chip stopped acknowledging before the last byte that was written.</summary>
    PartialTransfer,

    /// <summary>The chip held the clock too long.</summary>
    ClockStretchTimeout,

    /// <summary>The controller cannot do it: too many bytes, no ten-bit addresses ...</summary>
    Unsupported,

    /// <summary>The bus failed: arbitration, a stuck line, an error of the operating system.</summary>
    BusError,
}
