namespace IpaEmbedded.SimulatedDevices;

/// <summary>Ids of the rules that the sanitizer watches; they never change their meaning. The room's README has a sentence for each.</summary>
public static class BoardRule
{
    /// <summary>A transfer to an address, or with a chip select, that no node of the bus has.</summary>
    public const string AbsentChip = "absent-chip";

    /// <summary>A transfer to a chip while one of its supplies is off.</summary>
    public const string SupplyOff = "supply-off";

    /// <summary>A transfer to a chip before the start-up delay of its supply has passed.</summary>
    public const string SupplySettling = "supply-settling";

    /// <summary>A transfer from an interrupt handler, a timer's handler or a poll, which may not wait.</summary>
    public const string TransferInInterrupt = "transfer-in-interrupt";

    /// <summary>An SPI transfer in a mode, bit order or polarity of the chip select that the chip does not have.</summary>
    public const string SpiMode = "spi-mode";

    /// <summary>An SPI transfer with a clock that is too fast for the chip.</summary>
    public const string SpiClock = "spi-clock";

    /// <summary>A write to a register that can only be read.</summary>
    public const string ReadOnlyRegister = "read-only-register";

    /// <summary>A write to a memory chip that goes over the end of a page and so comes back to its start.</summary>
    public const string PageWrap = "page-wrap";

    /// <summary>A read of an input that has no resistor and that nobody drives.</summary>
    public const string FloatingInput = "floating-input";

    /// <summary>Two outputs drive one wire to different levels.</summary>
    public const string OutputConflict = "output-conflict";

    /// <summary>A PWM channel that does not exist, or an active part that is longer than the period.</summary>
    public const string PwmRange = "pwm-range";
}
