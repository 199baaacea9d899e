using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Runtime.Hal;

/// <summary>Memory that both the processor and the device see, at a bus address; little-endian, every access checked against its bounds.</summary>
/// <remarks>The accesses are inlined whatever the compiler thinks of it: without a profile, or ahead of time, it would call them.</remarks>
public sealed unsafe class DmaMemory
{
    private readonly object _owner;
    private readonly byte* _base;
    private readonly ulong _address;
    // 0 once the memory is gone, so that the check of bounds, which each access makes, refuses every one.
    private int _size;
    private string _gone;

    /// <summary>Creates zeroed memory of the process at a bus address.</summary>
    public DmaMemory(ulong address, int size)
    {
        _address = address;
        _size = size;
        ZeroedPages pages = size >= ZeroedPages.SmallestSize ? ZeroedPages.Map(size) : null;
        if (pages != null)
        {
            _owner = pages;
            _base = (byte*)pages.Address;
            return;
        }
        byte[] bytes = GC.AllocateArray<byte>(size + 64, true);
        _owner = bytes;
        _base = (byte*)(((ulong)Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0) + 63) & ~63UL);
    }

    /// <summary>
    /// Wraps memory that the board has mapped. The owner, which is kept alive with it, calls <see cref="Revoke"/> before it unmaps.
    /// </summary>
    public DmaMemory(object owner, IntPtr mapped, ulong address, int size)
    {
        if (size < 0) { throw new ArgumentOutOfRangeException("size"); }
        _owner = owner;
        _base = (byte*)mapped;
        _address = address;
        _size = size;
    }

    /// <summary>Bus address of the first byte.</summary>
    public ulong Address
    {
        get { return _address; }
    }

    /// <summary>Size in bytes; 0 when the memory is gone.</summary>
    public int Size
    {
        get { return _size; }
    }

    /// <summary>Says that the memory is gone, and why: from now on every access throws <see cref="ObjectDisposedException"/>.</summary>
    /// <remarks>No other thread may be in the midst of an access: the memory may serve somebody else at once.</remarks>
    public void Revoke(string reason)
    {
        if (_gone != null) { return; }
        _size = 0;
        _gone = reason;
        if (_owner is ZeroedPages pages) { pages.GiveBack(); }
    }

    /// <summary>Reads one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Read8(int offset)
    {
        Check(offset, 1);
        return _base[offset];
    }

    /// <summary>Reads 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort Read16(int offset)
    {
        Check(offset, 2);
        return *(ushort*)(_base + offset);
    }

    /// <summary>Reads 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read32(int offset)
    {
        Check(offset, 4);
        return *(uint*)(_base + offset);
    }

    /// <summary>Reads 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Read64(int offset)
    {
        Check(offset, 8);
        return *(ulong*)(_base + offset);
    }

    /// <summary>Writes one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write8(int offset, byte value)
    {
        Check(offset, 1);
        _base[offset] = value;
    }

    /// <summary>Writes 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write16(int offset, ushort value)
    {
        Check(offset, 2);
        *(ushort*)(_base + offset) = value;
    }

    /// <summary>Writes 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write32(int offset, uint value)
    {
        Check(offset, 4);
        *(uint*)(_base + offset) = value;
    }

    /// <summary>Writes 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write64(int offset, ulong value)
    {
        Check(offset, 8);
        *(ulong*)(_base + offset) = value;
    }

    /// <summary>Reads a 16-byte ring element whole, under one check.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ReadElement(int offset, out ulong low, out ulong high)
    {
        Check(offset, 16);
        ulong* at = (ulong*)(_base + offset);
        low = at[0];
        high = at[1];
    }

    /// <summary>Writes a 16-byte ring element whole, under one check.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        GC.KeepAlive(this);
    }

    /// <summary>Copies bytes into the memory.</summary>
    public void CopyFrom(int offset, byte[] source, int sourceOffset, int length)
    {
        Check(offset, length);
        new ReadOnlySpan<byte>(source, sourceOffset, length).CopyTo(new Span<byte>(_base + offset, length));
        GC.KeepAlive(this);
    }

    /// <summary>Copies bytes from other DMA memory.</summary>
    public void CopyFrom(int offset, DmaMemory source, int sourceOffset, int length)
    {
        Check(offset, length);
        source.Check(sourceOffset, length);
        new ReadOnlySpan<byte>(source._base + sourceOffset, length).CopyTo(new Span<byte>(_base + offset, length));
        GC.KeepAlive(this);
        GC.KeepAlive(source);
    }

    /// <summary>Sets bytes to one value.</summary>
    public void Fill(int offset, int length, byte value)
    {
        Check(offset, length);
        new Span<byte>(_base + offset, length).Fill(value);
        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Check(int offset, int length)
    {
        // Negative numbers become larger than any size; 64 bits hold the sum.
        if ((ulong)(uint)offset + (uint)length > (uint)_size) { Refuse(offset, length); }
    }

    private void Refuse(int offset, int length)
    {
        if (_gone != null) { throw new ObjectDisposedException("DMA memory at 0x" + _address.ToString("x"), _gone); }
        throw new ArgumentOutOfRangeException("offset", "access of " + length.ToString() + " bytes at " + offset.ToString()
            + " in DMA memory of " + _size.ToString() + " bytes");
    }

    /// <summary>
    /// Zeroed memory from the operating system, given back when nobody refers to this any more. Unlike the collector's it is zero without being cleared,
    /// and pages that nobody touches cost nothing: regions are large, and most of them stay unused.
    /// </summary>
    /// <remarks>
    /// Rings and their buffers are used whole, and a page costs some thirty times as much when it is touched first as when it is cleared: what is
    /// not larger is kept for the next that the thread makes. It made a simulated life a third cheaper.
    /// </remarks>
    private sealed class ZeroedPages
    {
        /// <summary>Below so many bytes a mapping costs more than clearing does.</summary>
        internal const int SmallestSize = 65536;

        // Two megabytes are the buffers of the largest ring that a board of ours has.
        private const int LargestKept = 1 << 21;
        private const int MostKept = 24;
        private const int ReadWrite = 3;
        private const int PrivateAnonymous = 0x22;

        [ThreadStatic]
        private static List<ZeroedPages> _kept;

        private readonly int _size;

        private ZeroedPages(IntPtr address, int size)
        {
            Address = address;
            _size = size;
        }

        /// <summary>Unmaps the pages.</summary>
        ~ZeroedPages()
        {
            Unmap(Address, (UIntPtr)(uint)_size);
        }

        /// <summary>The first byte, at the start of a page.</summary>
        internal IntPtr Address { get; }

        /// <summary>What this thread keeps.</summary>
        private static List<ZeroedPages> Kept
        {
            get { return _kept ??= new List<ZeroedPages>(); }
        }

        /// <summary>Maps so many bytes; null on another system than Linux, or when it refuses.</summary>
        internal static ZeroedPages Map(int size)
        {
            if (!OperatingSystem.IsLinux()) { return null; }
            ZeroedPages kept = Kept.Find(pages => pages._size == size);
            if (kept != null)
            {
                Kept.Remove(kept);
                new Span<byte>((void*)kept.Address, size).Clear();
                return kept;
            }
            IntPtr address = Map(IntPtr.Zero, (UIntPtr)(uint)size, ReadWrite, PrivateAnonymous, -1, IntPtr.Zero);
            return address == new IntPtr(-1) ? null : new ZeroedPages(address, size);
        }

        /// <summary>Nobody uses the pages any more: they are kept for the next of their size, in place of what was kept longest, or unmapped at once.</summary>
        internal void GiveBack()
        {
            if (_size > LargestKept)
            {
                UnmapAtOnce();
                return;
            }
            if (Kept.Count == MostKept)
            {
                Kept[0].UnmapAtOnce();
                Kept.RemoveAt(0);
            }
            Kept.Add(this);
        }

        private void UnmapAtOnce()
        {
            GC.SuppressFinalize(this);
            Unmap(Address, (UIntPtr)(uint)_size);
        }

        [DllImport("libc", EntryPoint = "mmap")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern IntPtr Map(IntPtr address, UIntPtr size, int protection, int flags, int file, IntPtr offset);

        [DllImport("libc", EntryPoint = "munmap")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Unmap(IntPtr address, UIntPtr size);
    }
}
