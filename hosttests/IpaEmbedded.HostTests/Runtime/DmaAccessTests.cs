using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Every way to reach DMA memory: the first and the last place that it takes, and those just outside.</summary>
[TestClass]
public sealed class DmaAccessTests
{
    private const int Size = 64;

    private delegate void Call(DmaMemory memory, int offset);

    private static readonly (string Name, int Length, Call Call)[] Accesses =
    [
        ("Read8", 1, (memory, at) => memory.Read8(at)),
        ("Read16", 2, (memory, at) => memory.Read16(at)),
        ("Read32", 4, (memory, at) => memory.Read32(at)),
        ("Read64", 8, (memory, at) => memory.Read64(at)),
        ("Write8", 1, (memory, at) => memory.Write8(at, 1)),
        ("Write16", 2, (memory, at) => memory.Write16(at, 1)),
        ("Write32", 4, (memory, at) => memory.Write32(at, 1)),
        ("Write64", 8, (memory, at) => memory.Write64(at, 1)),
        ("ReadElement", 16, (memory, at) => memory.ReadElement(at, out _, out _)),
        ("WriteElement", 16, (memory, at) => memory.WriteElement(at, 1, 2)),
        ("CopyTo", 5, (memory, at) => memory.CopyTo(at, new byte[5], 0, 5)),
        ("CopyFrom", 5, (memory, at) => memory.CopyFrom(at, new byte[5], 0, 5)),
        ("CopyFrom DMA", 5, (memory, at) => memory.CopyFrom(at, new DmaMemory(0, 5), 0, 5)),
        ("CopyFrom DMA source", 5, (memory, at) => new DmaMemory(0, 5).CopyFrom(0, memory, at, 5)),
        ("Fill", 5, (memory, at) => memory.Fill(at, 5, 1)),
    ];

    private static string Refusal(Call call, DmaMemory memory, int offset)
    {
        try
        {
            call(memory, offset);
            return "";
        }
        catch (ArgumentOutOfRangeException refused)
        {
            Assert.AreEqual("offset", refused.ParamName);
            return refused.Message.Split(" (")[0];
        }
    }

    [TestMethod]
    public void An_access_fits_up_to_the_last_byte_and_not_beyond()
    {
        foreach ((string name, int length, Call call) in Accesses)
        {
            var memory = new DmaMemory(0x1000, Size);
            for (int offset = -2; offset <= Size + 1; offset++)
            {
                string expected = offset >= 0 && offset + length <= Size ? "" : $"access of {length} bytes at {offset} in DMA memory of {Size} bytes";
                Assert.AreEqual(expected, Refusal(call, memory, offset), name);
            }
            Assert.AreNotEqual("", Refusal(call, memory, int.MaxValue), name);
            Assert.AreNotEqual("", Refusal(call, memory, int.MinValue), name);
        }
    }

    [TestMethod]
    public void Memory_that_is_gone_has_no_size_and_refuses_every_access_with_its_reason()
    {
        foreach ((string name, _, Call call) in Accesses)
        {
            var memory = new DmaMemory(0x1000, Size);
            memory.Revoke("unplugged");

            ObjectDisposedException refused = Assert.ThrowsExactly<ObjectDisposedException>(() => call(memory, 0), name);
            Assert.AreEqual("DMA memory at 0x1000", refused.ObjectName);
            StringAssert.StartsWith(refused.Message, "unplugged");
            Assert.AreEqual(0, memory.Size);
        }
    }

    [TestMethod]
    public void Bytes_lie_in_little_endian_order_where_they_were_written_and_nowhere_else()
    {
        var memory = new DmaMemory(0x1000, Size);
        memory.Write8(1, 0x11);
        memory.Write16(3, 0x2322);
        memory.Write32(7, 0x37363534);
        memory.Write64(13, 0x4f4e4d4c4b4a4948);
        memory.WriteElement(23, 0x5756555453525150, 0x5f5e5d5c5b5a5958);

        var bytes = new byte[Size];
        memory.CopyTo(0, bytes, 0, Size);
        Assert.AreEqual("0011002223000034353637000048494a4b4c4d4e4f0000505152535455565758595a5b5c5d5e5f".PadRight(2 * Size, '0'), Convert.ToHexStringLower(bytes));
        Assert.AreEqual((0x11, 0x2322, 0x37363534u, 0x4f4e4d4c4b4a4948ul), (memory.Read8(1), memory.Read16(3), memory.Read32(7), memory.Read64(13)));
        memory.ReadElement(23, out ulong low, out ulong high);
        Assert.AreEqual((0x5756555453525150ul, 0x5f5e5d5c5b5a5958ul), (low, high));
    }

    [TestMethod]
    public void Copies_and_fills_move_just_the_bytes_that_they_name()
    {
        var memory = new DmaMemory(0x1000, 16);
        memory.CopyFrom(2, [1, 2, 3, 4, 5, 6], 1, 4);
        var other = new DmaMemory(0x2000, 16);
        other.Fill(0, 16, 0xee);
        other.CopyFrom(5, memory, 3, 3);
        memory.Fill(8, 3, 0xaa);
        byte[] seen = [9, 9, 9, 9, 9, 9, 9, 9];
        memory.CopyTo(4, seen, 2, 5);

        Assert.AreEqual("00000203040500" + "00" + "aaaaaa" + "0000000000", Bytes(memory));
        Assert.AreEqual("eeeeeeeeee030405" + "eeeeeeeeeeeeeeee", Bytes(other));
        Assert.AreEqual("0909040500" + "00aa" + "09", Convert.ToHexStringLower(seen));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(65)]
    [DataRow(65535)]
    [DataRow(65536)]
    [DataRow(65537)]
    public void Memory_begins_at_a_multiple_of_64_bytes_stays_where_it_is_and_outlives_a_collection(int size)
    {
        DmaMemory[] memories = [.. Enumerable.Range(0, 8).Select(_ => new DmaMemory(0x1000, size))];
        foreach (DmaMemory memory in memories) { memory.Fill(0, size, 0x5a); }
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        foreach (DmaMemory memory in memories)
        {
            Assert.AreEqual(0x5a, memory.Read8(0));
            Assert.AreEqual(0x5a, memory.Read8(size - 1));
            memory.Write8(size - 1, 1);
        }
    }

    [TestMethod]
    public void Memory_of_the_board_is_what_the_board_has_mapped()
    {
        IntPtr mapped = Marshal.AllocHGlobal(32);
        try
        {
            var memory = new DmaMemory(this, mapped, 0x9000, 24);
            memory.Write32(4, 0x01020304);
            Marshal.WriteByte(mapped, 23, 7);

            Assert.AreEqual((0x9000ul, 24), (memory.Address, memory.Size));
            Assert.AreEqual(4, Marshal.ReadByte(mapped, 4));
            Assert.AreEqual(7, memory.Read8(23));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.Read8(24));
        }
        finally
        {
            Marshal.FreeHGlobal(mapped);
        }
        Assert.AreEqual(0, new DmaMemory(this, mapped, 0, 0).Size);
        Assert.AreEqual("size", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new DmaMemory(this, mapped, 0, -1)).ParamName);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow(65535, true)]
    [DataRow(65536, false)]
    [DataRow(1 << 24, false)]
    public void Large_memory_is_the_operating_system_s_and_small_memory_the_collector_s(int size, bool collected)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var memory = new DmaMemory(0x1000, size);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.AreEqual(collected, allocated >= size, $"{allocated} bytes");
        Assert.IsLessThan(collected ? size + 1000 : 1000, allocated);
        GC.KeepAlive(memory);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Large_memory_goes_back_to_the_operating_system_when_nobody_has_it_any_more()
    {
        const long Part = 256L << 20;
        long before = MappedBytes();
        // Pages that nobody touches cost no memory, only addresses.
        MapAndForget(16, (int)Part);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsLessThan(8 * Part, MappedBytes() - before);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow(2 << 20)]
    [DataRow(4 << 20)]
    public void Large_memory_that_is_gone_goes_back_to_the_operating_system_but_for_a_few_pieces(int size)
    {
        long before = MappedBytes();
        DmaMemory[] memories = [.. Enumerable.Range(0, 2000).Select(_ => new DmaMemory(0x1000, size))];
        Assert.IsGreaterThan(1000L * size, MappedBytes() - before);
        Array.ForEach(memories, memory => memory.Revoke("it was freed"));

        Assert.IsLessThan(1000L * size, MappedBytes() - before);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MapAndForget(int count, int size)
    {
        for (int i = 0; i < count; i++) { Assert.AreEqual(0, new DmaMemory(0x1000, size).Read8(size - 1)); }
    }

    private static long MappedBytes() => 1024 * long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmSize:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    [TestMethod]
    public void Small_memory_stays_where_it_is_while_the_collector_moves_everything_around_it()
    {
        var memories = new List<DmaMemory>();
        for (int i = 0; i < 400; i++)
        {
            _ = new byte[200 + i];
            memories.Add(new DmaMemory(0x1000, 100));
            memories[i].Fill(0, 100, (byte)i);
        }
        object array = typeof(DmaMemory).GetField("_owner", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(memories[^1])!;
        Assert.AreEqual(GC.MaxGeneration, GC.GetGeneration(array), "it lies where nothing is moved");
        for (int round = 0; round < 3; round++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            for (int i = 0; i < 2000; i++) { Array.Fill(new byte[300], (byte)0xff); }
        }

        for (int i = 0; i < 400; i++)
        {
            for (int at = 0; at < 100; at++) { Assert.AreEqual((byte)i, memories[i].Read8(at)); }
        }
    }

    [TestMethod]
    public void Memory_of_the_board_keeps_its_owner()
    {
        (DmaMemory memory, WeakReference owner) = Owned();
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsTrue(owner.IsAlive);
        GC.KeepAlive(memory);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (DmaMemory Memory, WeakReference Owner) Owned()
    {
        var owner = new object();
        return (new DmaMemory(owner, IntPtr.Zero, 0, 0), new WeakReference(owner));
    }

    private static string Bytes(DmaMemory memory)
    {
        var bytes = new byte[memory.Size];
        memory.CopyTo(0, bytes, 0, bytes.Length);
        return Convert.ToHexStringLower(bytes);
    }
}
