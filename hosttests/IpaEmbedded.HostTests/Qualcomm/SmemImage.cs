using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>A small SMEM heap written byte by byte from the reference: one partition between host 0 and host 1 at 0x1000, of 0x4000 bytes.</summary>
internal static class SmemImage
{
    internal const ulong Address = 0x86000000;
    internal const int Partition = 0x1000;

    internal static DmaMemory Create()
    {
        var heap = new DmaMemory(Address, 0x10000);
        var table = 0x10000 - 4096;
        heap.Write32(table, 0x434f5424);
        heap.Write32(table + 4, 1);
        heap.Write32(table + 8, 1);
        heap.Write32(table + 32, Partition);
        heap.Write32(table + 36, 0x4000);
        heap.Write16(table + 44, 0);
        heap.Write16(table + 46, 1);
        heap.Write32(table + 48, 32);
        heap.Write32(Partition, 0x54525024);
        heap.Write16(Partition + 4, 0);
        heap.Write16(Partition + 6, 1);
        heap.Write32(Partition + 8, 0x4000);
        heap.Write32(Partition + 12, 32);
        heap.Write32(Partition + 16, 0x4000);
        return heap;
    }
}
