using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Holds transfer and event rings against what hardware can use; an unusable one is reported once for each time it is programmed.</summary>
internal sealed class RingCheck
{
    private readonly FakeGsi _gsi;
    private readonly FakeMemory _memory;

    internal RingCheck(FakeGsi gsi, FakeMemory memory)
    {
        _gsi = gsi;
        _memory = memory;
    }

    /// <summary>Whether a channel's ring can be used now; its memory is resolved then.</summary>
    internal bool IsUsable(FakeChannel channel)
    {
        return channel.Ring.IsLive(_memory) || IsUsable(channel.Ring, _gsi.Registers.ChCntxt1, channel.Number, "transfer ring: ");
    }

    /// <summary>Whether an event ring can be used now; its memory is resolved then.</summary>
    internal bool IsUsable(FakeEventRing events)
    {
        return events.Ring.IsLive(_memory) || IsUsable(events.Ring, _gsi.Registers.EvCntxt1, events.Number, "event ring: ");
    }

    /// <summary>Elements of a ring that may be the hardware's at a time (section 4.3).</summary>
    internal static int MaxOutstanding(FakeRing ring, int longestChain)
    {
        return ring.Count - (longestChain < 1 ? 0 : longestChain - 1);
    }

    /// <summary>
    /// What shows that a doorbell which is behind the one before it, at <paramref name="before"/>, did not wrap but moved back, or null. Such a
    /// doorbell hands over more elements than a driver may have outstanding, or one that nobody ever wrote.
    /// </summary>
    /// <remarks>A driver keeps the elements of its longest transaction but one free (source: the IPA reference, section 4.3).</remarks>
    internal string MovedBack(FakeRing ring, int before, int longestChain)
    {
        int max = MaxOutstanding(ring, longestChain);
        if (ring.Ready > max && max > 0)
        {
            return "moved back, not around: " + ring.Ready.ToString() + " elements would be handed over, " + max.ToString() + " at most are";
        }
        if (!ring.Resolve(_memory)) { return null; }
        for (int at = before; at != ring.Given; at = ring.After(at))
        {
            ulong low;
            ulong high;
            ring.Memory.ReadElement(ring.MemoryOffset + at, out low, out high);
            if (low == 0 && high == 0)
            {
                return "moved back, not around: element " + (at / TransferElement.Size).ToString() + " was never written";
            }
        }
        return null;
    }

    private bool IsUsable(FakeRing ring, Register register, int number, string kind)
    {
        if (ring.Resolve(_memory))
        {
            ring.WasLive = true;
            return true;
        }
        string defect = ring.Defect;
        if (defect == null)
        {
            defect = "no live memory of " + ring.Length.ToString() + " bytes at 0x" + ring.Base.ToString("x");
            if (ring.WasLive)
            {
                _gsi.Report(SanitizerRule.DeadMemory, register, number, (uint)ring.Length, kind + defect);
                return false;
            }
        }
        if (!ring.IsDefectReported)
        {
            ring.IsDefectReported = true;
            _gsi.Report(SanitizerRule.RingGeometry, register, number, (uint)ring.Length, kind + defect);
        }
        return false;
    }
}
