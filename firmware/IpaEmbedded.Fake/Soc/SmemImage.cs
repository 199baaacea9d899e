using IpaEmbedded.Qualcomm.Smem.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>SMEM as boot firmware leaves it: a partition table, and one partition between this processor and the modem with the modem's SMP2P item.</summary>
internal static class SmemImage
{
    internal const int ModemHost = 1;

    // With the two SMP2P items before it, the IPA's item lies at 0x8340: not page aligned, as in the conformance traces.
    private const int Partition = 0x8040;
    private const int PartitionBytes = 0x20000;

    internal static void Write(DmaMemory memory, int modemItem)
    {
        int table = memory.Size - SmemLayout.TableFromEnd;
        memory.Write32(table, SmemLayout.TableMagic);
        memory.Write32(table + SmemLayout.TableVersion, 1);
        memory.Write32(table + SmemLayout.TableCount, 1);
        int entry = table + SmemLayout.TableEntries;
        memory.Write32(entry + SmemLayout.EntryOffset, Partition);
        memory.Write32(entry + SmemLayout.EntrySize, PartitionBytes);
        memory.Write16(entry + SmemLayout.EntryHost1, ModemHost);
        memory.Write32(entry + SmemLayout.EntryCacheLine, 64);
        memory.Write32(Partition, SmemLayout.PartitionMagic);
        memory.Write16(Partition + SmemLayout.PartitionHost1, ModemHost);
        memory.Write32(Partition + SmemLayout.PartitionSize, PartitionBytes);
        memory.Write32(Partition + SmemLayout.PartitionFreeCached, PartitionBytes);
        int rounded = (Smp2pLayout.Size + 7) & ~7;
        int item = Partition + SmemLayout.PartitionItems;
        memory.Write16(item, SmemLayout.Canary);
        memory.Write16(item + SmemLayout.ItemNumber, (ushort)modemItem);
        memory.Write32(item + SmemLayout.ItemSize, (uint)rounded);
        memory.Write16(item + SmemLayout.ItemDataPadding, (ushort)(rounded - Smp2pLayout.Size));
        memory.Write32(Partition + SmemLayout.PartitionFreeUncached, (uint)(SmemLayout.PartitionItems + SmemLayout.ItemHeaderSize + rounded));
    }

    /// <summary>Offset of an item's data of at least the given bytes, or -1. What the partition says is checked: the other processor may have written it.</summary>
    internal static int Find(DmaMemory memory, int number, int bytes)
    {
        uint used = memory.Read32(Partition + SmemLayout.PartitionFreeUncached);
        int end = Partition + (used < PartitionBytes ? (int)used : PartitionBytes);
        int data = Partition + SmemLayout.PartitionItems + SmemLayout.ItemHeaderSize;
        while (data <= end)
        {
            int header = data - SmemLayout.ItemHeaderSize;
            uint size = memory.Read32(header + SmemLayout.ItemSize);
            if (memory.Read16(header) != SmemLayout.Canary || size > (uint)(end - data)) { return -1; }
            if (memory.Read16(header + SmemLayout.ItemNumber) == number) { return size < (uint)bytes ? -1 : data; }
            data += (int)size + SmemLayout.ItemHeaderSize;
        }
        return -1;
    }
}
