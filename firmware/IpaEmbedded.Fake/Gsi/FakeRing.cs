using IpaEmbedded.Ipa.Registers.Layout;
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

    /// <summary>Whether its memory was live at some time since it was programmed.</summary>
    internal bool WasLive;

    /// <summary>Whether its <see cref="Defect"/> was reported since it was programmed.</summary>
    internal bool IsDefectReported;

    private bool _isChecked;
    private string _defect;
    private uint _version;
    private int _hint;

    /// <summary>
    /// What makes base and length unusable, or null (source: the IPA reference, section 4.3: the size is a power of two, the base aligned to
    /// it). Both positions are inside of a ring that has no defect.
    /// </summary>
    internal string Defect
    {
        get
        {
            if (!_isChecked) { Check(); }
            return _defect;
        }
    }

    /// <summary>Elements that it holds.</summary>
    internal int Count
    {
        get { return Length / TransferElement.Size; }
    }

    /// <summary>Whether it can be used and the hardware's position is not the one of the doorbell.</summary>
    internal bool HasElements
    {
        get { return Own != Given && Defect == null; }
    }

    /// <summary>Elements from the hardware's position up to, without, the one of the doorbell.</summary>
    internal int Ready
    {
        get
        {
            int bytes = Given - Own;
            return (int)((uint)(bytes < 0 ? bytes + Length : bytes) / TransferElement.Size);
        }
    }

    internal void SetLength(uint bytes)
    {
        Change(Base, (int)bytes);
    }

    internal void SetBase(uint low)
    {
        Change((Base & 0xffffffff00000000) | low, Length);
    }

    internal void SetBaseHigh(uint high)
    {
        Change((uint)Base | ((ulong)high << 32), Length);
    }

    internal void Rewind()
    {
        Own = 0;
        Given = 0;
    }

    /// <summary>Whether its memory was found and still is what it was.</summary>
    internal bool IsLive(FakeMemory memory)
    {
        return Memory != null && _version == memory.Version && Memory.Size != 0;
    }

    /// <summary>Finds its memory; false when it cannot be used.</summary>
    internal bool Resolve(FakeMemory memory)
    {
        if (IsLive(memory)) { return true; }
        Memory = Defect == null ? memory.Resolve(Base, Length, ref _hint, out MemoryOffset) : null;
        _version = memory.Version;
        return Memory != null;
    }

    internal void Advance()
    {
        Own = After(Own);
    }

    /// <summary>The byte offset of the next element.</summary>
    internal int After(int offset)
    {
        int next = offset + TransferElement.Size;
        return next >= Length ? 0 : next;
    }

    /// <summary>Takes a doorbell's low 32 bits apart; returns the byte offset in the ring, or -1 outside of it.</summary>
    internal int OffsetOf(uint low)
    {
        uint offset = low - (uint)Base;
        return offset < (uint)Length ? (int)offset : -1;
    }

    private void Change(ulong address, int length)
    {
        Memory = null;
        if (address == Base && length == Length) { return; }
        Base = address;
        Length = length;
        _isChecked = false;
    }

    private void Check()
    {
        _isChecked = true;
        WasLive = false;
        IsDefectReported = false;
        if (Own >= Length || Given >= Length) { Rewind(); }
        _defect = null;
        if (Length == 0) { _defect = "length 0"; }
        else if (Length % TransferElement.Size != 0) { _defect = "length " + Length.ToString() + " is no multiple of 16"; }
        else if ((Length & (Length - 1)) != 0) { _defect = "length " + Length.ToString() + " is no power of two"; }
        else if ((Base & (ulong)(Length - 1)) != 0) { _defect = "base 0x" + Base.ToString("x") + " is not aligned to its " + Length.ToString() + " bytes"; }
    }
}
