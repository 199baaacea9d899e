using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;

namespace IpaEmbedded.Boards.Linux.Memory;

/// <summary>DMA memory out of one locked 2 MiB page, whose physical address the process's page map tells; for boards without an IOMMU.</summary>
public static class HugePage
{
    /// <summary>Size of the page in bytes.</summary>
    public const long Size = 2 * 1024 * 1024;

    private const int HugeTables = 0x40000;
    private const int Locked = 0x2000;
    private const int Populate = 0x8000;
    private const ulong Present = 1UL << 63;
    private const ulong FrameMask = (1UL << 55) - 1;

    /// <summary>Allocates the page. Reading frame numbers needs CAP_SYS_ADMIN; without it the system answers zero, which is refused.</summary>
    public static DmaRegion Allocate()
    {
        var mapped = LibC.MapAnonymous(HugeTables | Locked | Populate, Size);
        DmaRegion? region = null;
        try
        {
            return region = new DmaRegion("huge page", mapped, PhysicalAddress(mapped), Size, () => LibC.Unmap(mapped, Size));
        }
        finally
        {
            if (region is null) { LibC.Unmap(mapped, Size); }
        }
    }

    private static ulong PhysicalAddress(nint mapped)
    {
        const string Path = "/proc/self/pagemap";
        Span<byte> entry = stackalloc byte[8];
        using (var file = File.OpenRead(Path))
        {
            file.Position = (long)((nuint)mapped / (nuint)Environment.SystemPageSize) * entry.Length;
            file.ReadExactly(entry);
        }

        return DecodeFrame(BinaryPrimitives.ReadUInt64LittleEndian(entry)) * (ulong)Environment.SystemPageSize;
    }

    /// <summary>Frame number of a page map entry.</summary>
    internal static ulong DecodeFrame(ulong entry)
    {
        if ((entry & Present) == 0)
        {
            throw new IOException("/proc/self/pagemap: the page is not in memory");
        }

        var frame = entry & FrameMask;
        return frame != 0 ? frame : throw new IOException("/proc/self/pagemap: frame number withheld (CAP_SYS_ADMIN is needed)");
    }
}
