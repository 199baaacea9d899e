using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Runtime.Hal;
using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.Boards.Linux.Memory;

/// <summary>A part of a device file mapped into the process until it is disposed; whoever opens it disposes it.</summary>
public sealed class MappedRegion : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly long _mappedSize;
    private readonly nint _inside;
    private readonly List<DmaMemory> _views = [];

    private MappedRegion(string path, nint mapped, long mappedSize, long inside, long size)
        : base(ownsHandle: true)
    {
        SetHandle(mapped);
        Path = path;
        _mappedSize = mappedSize;
        _inside = (nint)inside;
        Size = size;
    }

    /// <summary>The file that backs the region, for messages.</summary>
    public string Path { get; }

    /// <summary>Address of the first byte in this process; whoever uses it holds the handle meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">The region is no longer mapped.</exception>
    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle + _inside;
        }
    }

    /// <summary>Size in bytes.</summary>
    public long Size { get; }

    /// <summary>The region as memory at a bus address, which throws when the region is no longer mapped.</summary>
    /// <exception cref="ObjectDisposedException">The region is no longer mapped.</exception>
    public DmaMemory AsMemory(ulong busAddress)
    {
        var memory = new DmaMemory(this, Address, busAddress, checked((int)Size));
        _views.Add(memory);
        return memory;
    }

    /// <summary>Maps physical registers through /dev/mem, for boards whose kernel permits it and has no UIO driver for them.</summary>
    public static MappedRegion OpenPhysical(ulong address, long size)
    {
        // The kernel maps whole pages; the registers may begin inside one.
        var page = (ulong)Environment.SystemPageSize;
        var inside = (long)(address & (page - 1));
        if (size <= 0 || (UInt128)address + (ulong)size > (UInt128)(ulong)nint.MaxValue + 1)
        {
            throw new IOException($"/dev/mem: 0x{size:x} bytes at 0x{address:x} are beyond what this process can map");
        }

        return Open("/dev/mem", (long)(address - (ulong)inside), inside, size);
    }

    /// <summary>Maps a part of a file. The file offset is a multiple of the page size; the region begins <paramref name="inside"/> bytes after it.</summary>
    public static MappedRegion Open(string path, long fileOffset, long inside, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegative(inside);
        if (fileOffset > nint.MaxValue || inside > nint.MaxValue - size)
        {
            throw new IOException($"{path}: 0x{size:x} bytes at 0x{fileOffset:x} are beyond what this process can map");
        }

        var descriptor = LibC.Open(path, LibC.ReadWrite | LibC.Synchronous);
        try
        {
            var mappedSize = inside + size;
            return new MappedRegion(path, LibC.Map(descriptor, path, fileOffset, mappedSize), mappedSize, inside, size);
        }
        finally
        {
            LibC.Close(descriptor);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _views.ForEach(view => view.Revoke($"{Path} is no longer mapped"));
            _views.Clear();
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibC.Unmap(handle, _mappedSize);
        return true;
    }
}
