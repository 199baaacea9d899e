using System;

namespace IpaEmbedded.Runtime.Hal;

/// <summary>Memory that both the processor and the (fake) device see, at a bus address; little-endian, one managed array, every access checked.</summary>
public sealed class DmaMemory
{
    private static readonly byte[] Gone = new byte[0];

    private readonly ulong _address;
    private byte[] _bytes;

    /// <summary>Creates zeroed memory at a bus address.</summary>
    public DmaMemory(ulong address, int size)
    {
        _bytes = new byte[size];
        _address = address;
    }

    /// <summary>Bus address of the first byte.</summary>
    public ulong Address
    {
        get { return _address; }
    }

    /// <summary>Size in bytes; 0 when the memory is gone.</summary>
    public int Size
    {
        get { return _bytes.Length; }
    }

    /// <summary>Says that the memory is gone: from now on every access is refused. There is no room here to say why.</summary>
    public void Revoke(string reason)
    {
        _bytes = Gone;
    }

    /// <summary>Reads one byte.</summary>
    public byte Read8(int offset)
    {
        return _bytes[offset];
    }

    /// <summary>Reads 16 bits.</summary>
    public ushort Read16(int offset)
    {
        return BitConverter.ToUInt16(_bytes, offset);
    }

    /// <summary>Reads 32 bits.</summary>
    public uint Read32(int offset)
    {
        return BitConverter.ToUInt32(_bytes, offset);
    }

    /// <summary>Reads 64 bits.</summary>
    public ulong Read64(int offset)
    {
        return BitConverter.ToUInt64(_bytes, offset);
    }

    /// <summary>Writes one byte.</summary>
    public void Write8(int offset, byte value)
    {
        _bytes[offset] = value;
    }

    /// <summary>Writes 16 bits.</summary>
    public void Write16(int offset, ushort value)
    {
        Check(offset, 2);
        _bytes[offset] = (byte)value;
        _bytes[offset + 1] = (byte)(value >> 8);
    }

    /// <summary>Writes 32 bits.</summary>
    public void Write32(int offset, uint value)
    {
        Check(offset, 4);
        _bytes[offset] = (byte)value;
        _bytes[offset + 1] = (byte)(value >> 8);
        _bytes[offset + 2] = (byte)(value >> 16);
        _bytes[offset + 3] = (byte)(value >> 24);
    }

    /// <summary>Writes 64 bits.</summary>
    public void Write64(int offset, ulong value)
    {
        Check(offset, 8);
        Write32(offset, (uint)value);
        Write32(offset + 4, (uint)(value >> 32));
    }

    /// <summary>Reads a 16-byte ring element whole.</summary>
    public void ReadElement(int offset, out ulong low, out ulong high)
    {
        Check(offset, 16);
        low = BitConverter.ToUInt64(_bytes, offset);
        high = BitConverter.ToUInt64(_bytes, offset + 8);
    }

    /// <summary>Writes a 16-byte ring element whole.</summary>
    public void WriteElement(int offset, ulong low, ulong high)
    {
        Check(offset, 16);
        Write64(offset, low);
        Write64(offset + 8, high);
    }

    /// <summary>Copies bytes out of the memory.</summary>
    public void CopyTo(int offset, byte[] target, int targetOffset, int length)
    {
        Array.Copy(_bytes, offset, target, targetOffset, length);
    }

    /// <summary>Copies bytes into the memory.</summary>
    public void CopyFrom(int offset, byte[] source, int sourceOffset, int length)
    {
        Array.Copy(source, sourceOffset, _bytes, offset, length);
    }

    /// <summary>Copies bytes from other DMA memory.</summary>
    public void CopyFrom(int offset, DmaMemory source, int sourceOffset, int length)
    {
        Array.Copy(source._bytes, sourceOffset, _bytes, offset, length);
    }

    /// <summary>Sets bytes to one value.</summary>
    public void Fill(int offset, int length, byte value)
    {
        Check(offset, length);
        for (int i = 0; i < length; i++) { _bytes[offset + i] = value; }
    }

    private void Check(int offset, int length)
    {
        if (offset < 0 || length < 0 || length > _bytes.Length - offset) { throw new ArgumentOutOfRangeException("offset"); }
    }
}
