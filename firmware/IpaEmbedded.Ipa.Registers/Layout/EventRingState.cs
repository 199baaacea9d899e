namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>States of an event ring: EV_CHSTATE (IPA reference, section 3.5).</summary>
public static class EventRingState
{
    /// <summary>NOT_ALLOCATED.</summary>
    public const uint NotAllocated = 0;

    /// <summary>ALLOCATED.</summary>
    public const uint Allocated = 1;

    /// <summary>ERROR.</summary>
    public const uint Error = 0xf;
}
