using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>A ring as the GSI sees it: base and length as programmed, the memory behind it, and two positions.</summary>
internal sealed class FakeRing
{
    internal ulong Base;
    internal int Length;
    internal int Own;
    internal int Given;
    internal DmaMemory Memory;
    internal int MemoryOffset;

    /// <summary>Elements from the hardware's position up to, without, the one of the doorbell.</summary>
    internal int Ready
    {
        get
        {
            int bytes = Given - Own;
            return (bytes < 0 ? bytes + Length : bytes) >> 4;
        }
    }

    internal void SetLength(uint bytes)
    {
        Length = (int)bytes;
        Memory = null;
    }

    internal void SetBase(uint low)
    {
        Base = (Base & 0xffffffff00000000) | low;
        Memory = null;
    }

    internal void SetBaseHigh(uint high)
    {
        Base = (uint)Base | ((ulong)high << 32);
        Memory = null;
    }

    internal void Rewind()
    {
        Own = 0;
        Given = 0;
    }

    internal bool Resolve(FakeMemory memory)
    {
        Memory = Length == 0 ? null : memory.Resolve(Base, Length, out MemoryOffset);
        return Memory != null;
    }

    internal void Advance()
    {
        int next = Own + 16;
        Own = next >= Length ? 0 : next;
    }

    /// <summary>Takes a doorbell's low 32 bits apart; returns the byte offset in the ring, or -1 outside of it.</summary>
    internal int OffsetOf(uint low)
    {
        uint offset = low - (uint)Base;
        return offset < (uint)Length ? (int)offset : -1;
    }
}
