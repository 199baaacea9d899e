using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>Values that channels and event rings are programmed with (IPA reference, section 3.7).</summary>
internal static class GsiProgramming
{
    private const uint GeneralPurposeInterface = 2;
    private const uint ModerationTicks = 32;

    /// <summary>EV_CH_E_CNTXT_0: GPI, interrupts on the wire, 16-byte elements.</summary>
    internal static uint EventRingContext(GsiRegisters table)
    {
        return table.EvChtype.Encode(GeneralPurposeInterface) | table.EvIntype.Mask | table.EvElementSize.Encode(EventElement.Size);
    }

    /// <summary>EV_CH_E_CNTXT_8: 32 ticks of 32 kHz (1 ms), one event.</summary>
    internal static uint EventModeration(GsiRegisters table)
    {
        return table.EvModt.Encode(ModerationTicks) | table.EvModc.Encode(1);
    }

    /// <summary>CH_C_CNTXT_0: GPI, direction, event ring where it is there, 16-byte elements.</summary>
    internal static uint ChannelContext(GsiRegisters table, bool toIpa, int eventRing)
    {
        uint value = table.ChProtocol.Encode(GeneralPurposeInterface) | table.ChDir.Encode(toIpa ? 1u : 0u) | table.ChElementSize.Encode(TransferElement.Size);
        return table.ChErindex != null ? value | table.ChErindex.Encode((uint)eventRing) : value;
    }

    /// <summary>CH_C_CNTXT_1: bytes of the ring, and the event ring where CH_C_CNTXT_0 has it not.</summary>
    internal static uint ChannelLength(GsiRegisters table, int bytes, int eventRing)
    {
        uint value = table.ChRLength.Encode((uint)bytes);
        return table.ChLengthErindex != null ? value | table.ChLengthErindex.Encode((uint)eventRing) : value;
    }

    /// <summary>CH_C_SCRATCH_2: bytes of elements that the channel may prefetch.</summary>
    internal static uint OutstandingElements(GsiRegisters table, int tlvCount)
    {
        return table.MaxOutstandingTre.Encode((uint)(tlvCount * TransferElement.Size));
    }

    /// <summary>CH_C_SCRATCH_3: two elements; the other half belongs to the hardware and stays.</summary>
    internal static uint OutstandingThreshold(GsiRegisters table, uint scratch)
    {
        return table.OutstandingThreshold.Replace(scratch, 2 * TransferElement.Size);
    }
}
