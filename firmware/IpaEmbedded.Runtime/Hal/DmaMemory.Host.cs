using System;

namespace IpaEmbedded.Runtime.Hal;

/// <summary>Memory that both the processor and the device see, at a bus address; little-endian, every access checked against its bounds.</summary>
public sealed unsafe class DmaMemory
{
    private readonly byte[] _owner;
    private readonly byte* _base;
    private readonly ulong _address;
    private readonly int _size;

    /// <summary>Creates zeroed memory of the process at a bus address.</summary>
    public DmaMemory(ulong address, int size)
    {
        _owner = GC.AllocateArray<byte>(size + 64, true);
        _base = (byte*)(((ulong)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_owner, 0) + 63) & ~63UL);
        _address = address;
        _size = size;
    }

    /// <summary>Wraps memory that the board has mapped; the caller keeps it mapped.</summary>
    public DmaMemory(IntPtr mapped, ulong address, int size)
    {
        _base = (byte*)mapped;
        _address = address;
        _size = size;
    }

    /// <summary>Bus address of the first byte.</summary>
    public ulong Address
    {
        get { return _address; }
    }

    /// <summary>Size in bytes.</summary>
    public int Size
    {
        get { return _size; }
    }

    /// <summary>Reads one byte.</summary>
    public byte Read8(int offset)
    {
        Check(offset, 1);
        return _base[offset];
    }

    /// <summary>Reads 16 bits.</summary>
    public ushort Read16(int offset)
    {
        Check(offset, 2);
        return *(ushort*)(_base + offset);
    }

    /// <summary>Reads 32 bits.</summary>
    public uint Read32(int offset)
    {
        Check(offset, 4);
        return *(uint*)(_base + offset);
    }

    /// <summary>Reads 64 bits.</summary>
    public ulong Read64(int offset)
    {
        Check(offset, 8);
        return *(ulong*)(_base + offset);
    }

    /// <summary>Writes one byte.</summary>
    public void Write8(int offset, byte value)
    {
        Check(offset, 1);
        _base[offset] = value;
    }

    /// <summary>Writes 16 bits.</summary>
    public void Write16(int offset, ushort value)
    {
        Check(offset, 2);
        *(ushort*)(_base + offset) = value;
    }

    /// <summary>Writes 32 bits.</summary>
    public void Write32(int offset, uint value)
    {
        Check(offset, 4);
        *(uint*)(_base + offset) = value;
    }

    /// <summary>Writes 64 bits.</summary>
    public void Write64(int offset, ulong value)
    {
        Check(offset, 8);
        *(ulong*)(_base + offset) = value;
    }

    /// <summary>Reads a 16-byte ring element whole, under one check.</summary>
    public void ReadElement(int offset, out ulong low, out ulong high)
    {
        Check(offset, 16);
        ulong* at = (ulong*)(_base + offset);
        low = at[0];
        high = at[1];
    }

    /// <summary>Writes a 16-byte ring element whole, under one check.</summary>
    public void WriteElement(int offset, ulong low, ulong high)
    {
        Check(offset, 16);
        ulong* at = (ulong*)(_base + offset);
        at[0] = low;
        at[1] = high;
    }

    /// <summary>Copies bytes out of the memory.</summary>
    public void CopyTo(int offset, byte[] target, int targetOffset, int length)
    {
        Check(offset, length);
        new ReadOnlySpan<byte>(_base + offset, length).CopyTo(new Span<byte>(target, targetOffset, length));
    }

    /// <summary>Copies bytes into the memory.</summary>
    public void CopyFrom(int offset, byte[] source, int sourceOffset, int length)
    {
        Check(offset, length);
        new ReadOnlySpan<byte>(source, sourceOffset, length).CopyTo(new Span<byte>(_base + offset, length));
    }

    /// <summary>Copies bytes from other DMA memory.</summary>
    public void CopyFrom(int offset, DmaMemory source, int sourceOffset, int length)
    {
        Check(offset, length);
        source.Check(sourceOffset, length);
        new ReadOnlySpan<byte>(source._base + sourceOffset, length).CopyTo(new Span<byte>(_base + offset, length));
    }

    /// <summary>Sets bytes to one value.</summary>
    public void Fill(int offset, int length, byte value)
    {
        Check(offset, length);
        new Span<byte>(_base + offset, length).Fill(value);
    }

    private void Check(int offset, int length)
    {
        if (offset < 0 || length < 0 || length > _size - offset) { Refuse(offset, length); }
    }

    private void Refuse(int offset, int length)
    {
        throw new ArgumentOutOfRangeException("offset", "access of " + length.ToString() + " bytes at " + offset.ToString()
            + " in DMA memory of " + _size.ToString() + " bytes");
    }
}
