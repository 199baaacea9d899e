using IpaEmbedded.Boards.Linux.Interop;

namespace IpaEmbedded.Boards.Linux.Memory;

/// <summary>A part of a device file mapped into the process until it is disposed; whoever opens it disposes it.</summary>
public sealed class MappedRegion : IDisposable
{
    private readonly nint _mapped;
    private readonly long _mappedSize;
    private bool _disposed;

    private MappedRegion(string path, nint mapped, long mappedSize, long offsetInMapping, long size)
    {
        Path = path;
        _mapped = mapped;
        _mappedSize = mappedSize;
        Address = mapped + (nint)offsetInMapping;
        Size = size;
    }

    /// <summary>The file that backs the region, for messages.</summary>
    public string Path { get; }

    /// <summary>Address of the first byte in this process.</summary>
    public nint Address { get; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; }

    /// <summary>Maps physical registers through /dev/mem, for boards whose kernel permits it and has no UIO driver for them.</summary>
    public static MappedRegion OpenPhysical(ulong address, long size)
    {
        // The kernel maps whole pages; the registers may begin inside one.
        var page = (ulong)Environment.SystemPageSize;
        var inside = (long)(address & (page - 1));
        return Open("/dev/mem", (long)(address - (ulong)inside), inside, size);
    }

    /// <summary>Maps a part of a file. The file offset is a multiple of the page size; the region begins <paramref name="inside"/> bytes after it.</summary>
    public static MappedRegion Open(string path, long fileOffset, long inside, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegative(inside);
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
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            LibC.Unmap(_mapped, _mappedSize);
        }
    }
}
