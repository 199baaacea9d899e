namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Numbers of the IPA interrupts: bits of IPA_IRQ_STTS, EN and CLR (IPA reference, section 6.1).</summary>
public static class IpaInterrupt
{
    /// <summary>Bad SNOC access.</summary>
    public const int BadSnocAccess = 0x0;

    /// <summary>The microcontroller has an event.</summary>
    public const int MicrocontrollerEvent = 0x2;

    /// <summary>The microcontroller has a response.</summary>
    public const int MicrocontrollerResponse = 0x3;

    /// <summary>Data waits for a suspended endpoint.</summary>
    public const int TxSuspend = 0xe;
}
