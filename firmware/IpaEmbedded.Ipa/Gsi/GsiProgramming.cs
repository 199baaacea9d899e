using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>Values that channels and event rings are programmed with (IPA reference, section 3.7).</summary>
internal static class GsiProgramming
{
    private const uint GeneralPurposeInterface = 2;
    private const uint TowardIpa = 1u << 3;

    /// <summary>EV_CH_E_CNTXT_0: GPI, interrupts on the wire, 16-byte elements.</summary>
    internal const uint EventRingContext = GeneralPurposeInterface | 1u << 16 | (uint)EventElement.Size << 24;

    /// <summary>EV_CH_E_CNTXT_8: 32 ticks of 32 kHz (1 ms), one event.</summary>
    internal const uint EventModeration = 32 | 1u << 16;

    /// <summary>CH_C_CNTXT_0: GPI, direction, event ring, 16-byte elements.</summary>
    internal static uint ChannelContext(bool toIpa, int eventRing)
    {
        return GeneralPurposeInterface | (toIpa ? TowardIpa : 0) | (uint)eventRing << 14 | (uint)TransferElement.Size << 24;
    }

    /// <summary>CH_C_SCRATCH_2: bytes of elements that the channel may prefetch, in the upper half.</summary>
    internal static uint OutstandingElements(int tlvCount)
    {
        return (uint)(tlvCount * TransferElement.Size) << 16;
    }

    /// <summary>CH_C_SCRATCH_3: two elements in the upper half; the lower half belongs to the hardware and stays.</summary>
    internal static uint OutstandingThreshold(uint scratch)
    {
        return (scratch & 0xffff) | (uint)(2 * TransferElement.Size) << 16;
    }
}
