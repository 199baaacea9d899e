using IpaEmbedded.Qualcomm.Smem.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>SMEM as boot firmware leaves it: a partition table, and one partition between this processor and the modem with the modem's SMP2P item.</summary>
internal static class SmemImage
{
    internal const int ModemHost = 1;

    // With the two SMP2P items before it, the IPA's item lies at 0x8340: not page aligned, as in the conformance traces.
    private const int UsualPartition = 0x8040;
    private const int UsualPartitionBytes = 0x20000;
    // Where SMEM is smaller than the usual needs, the partition is what its header and the table leave.
    private const int SmallPartition = 0x1040;

    internal static void Write(DmaMemory memory, int modemItem)
    {
        int table = memory.Size - SmemLayout.TableFromEnd;
        int partition = PartitionOf(memory);
        int bytes = BytesOf(memory);
        memory.Write32(table, SmemLayout.TableMagic);
        memory.Write32(table + SmemLayout.TableVersion, 1);
        memory.Write32(table + SmemLayout.TableCount, 1);
        int entry = table + SmemLayout.TableEntries;
        memory.Write32(entry + SmemLayout.EntryOffset, (uint)partition);
        memory.Write32(entry + SmemLayout.EntrySize, (uint)bytes);
        memory.Write16(entry + SmemLayout.EntryHost1, ModemHost);
        memory.Write32(entry + SmemLayout.EntryCacheLine, 64);
        memory.Write32(partition, SmemLayout.PartitionMagic);
        memory.Write16(partition + SmemLayout.PartitionHost1, ModemHost);
        memory.Write32(partition + SmemLayout.PartitionSize, (uint)bytes);
        memory.Write32(partition + SmemLayout.PartitionFreeCached, (uint)bytes);
        int rounded = (Smp2pLayout.Size + 7) & ~7;
        int item = partition + SmemLayout.PartitionItems;
        memory.Write16(item, SmemLayout.Canary);
        memory.Write16(item + SmemLayout.ItemNumber, (ushort)modemItem);
        memory.Write32(item + SmemLayout.ItemSize, (uint)rounded);
        memory.Write16(item + SmemLayout.ItemDataPadding, (ushort)(rounded - Smp2pLayout.Size));
        memory.Write32(partition + SmemLayout.PartitionFreeUncached, (uint)(SmemLayout.PartitionItems + SmemLayout.ItemHeaderSize + rounded));
    }

    /// <summary>Bytes of the partition that are in use, as its header says.</summary>
    internal static uint UsedBytes(DmaMemory memory)
    {
        return memory.Read32(PartitionOf(memory) + SmemLayout.PartitionFreeUncached);
    }

    /// <summary>Whether entry follows entry up to the end of what is in use, each as the reference (A.3) has it.</summary>
    internal static bool IsWellFormed(DmaMemory memory)
    {
        int partition = PartitionOf(memory);
        uint used = UsedBytes(memory);
        if (used > (uint)BytesOf(memory) || used > memory.Read32(partition + SmemLayout.PartitionFreeCached)) { return false; }
        uint at = SmemLayout.PartitionItems;
        while (at + SmemLayout.ItemHeaderSize <= used)
        {
            int header = partition + (int)at;
            uint size = memory.Read32(header + SmemLayout.ItemSize);
            bool good = memory.Read16(header) == SmemLayout.Canary && memory.Read16(header + SmemLayout.ItemNumber) <= SmemLayout.LastItem && (size & 7) == 0
                && size <= used && memory.Read16(header + SmemLayout.ItemDataPadding) < 8;
            if (!good) { return false; }
            at += SmemLayout.ItemHeaderSize + size + memory.Read16(header + SmemLayout.ItemHeaderPadding);
        }
        return at == used;
    }

    /// <summary>Offset of an item's data of at least the given bytes, or -1. What the partition says is checked: the other processor may have written it.</summary>
    internal static int Find(DmaMemory memory, int number, int bytes)
    {
        int partition = PartitionOf(memory);
        int most = BytesOf(memory);
        uint used = memory.Read32(partition + SmemLayout.PartitionFreeUncached);
        int end = partition + (used < (uint)most ? (int)used : most);
        int data = partition + SmemLayout.PartitionItems + SmemLayout.ItemHeaderSize;
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

    private static int PartitionOf(DmaMemory memory)
    {
        return memory.Size < SocMap.UsualSmem ? SmallPartition : UsualPartition;
    }

    private static int BytesOf(DmaMemory memory)
    {
        return memory.Size < SocMap.UsualSmem ? memory.Size - SmemLayout.TableFromEnd - SmallPartition : UsualPartitionBytes;
    }
}
