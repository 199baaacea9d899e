using System.Buffers.Binary;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Runtime.Firmware;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class FirmwareTests
{
    private const ulong Region = 0x8c400000;
    private const string Name = "test/ipa_fws.mdt";

    private readonly Monitor _monitor = new();
    private readonly Store _store = new();
    private readonly SocBoard _board = new(TreeText.Compile("/ { };"));

    public FirmwareTests()
    {
        _board.Platform.Firmware = _store;
        _monitor.Board = _board;
    }

    [TestMethod]
    public void A_split_image_is_put_together_checked_and_started()
    {
        _store.Files[Name] = Split(relocatable: false);
        _store.Files["test/ipa_fws.b02"] = [1, 2, 3, 4];
        var memory = _board.MapMemory(Region, 0x10000, "");
        memory.Fill(0, 0x10000, 0xee);
        Load();

        CollectionAssert.AreEqual(new[] { "init 15 #200", "start 15" }, _monitor.Calls);
        Assert.AreEqual(0x04030201u, memory.Read32(0x100));
        Assert.AreEqual(0u, memory.Read32(0x104));
        Assert.AreEqual(0xeeeeeeeeu, memory.Read32(0x108));
        Assert.AreEqual(0xaau, memory.Read8(0x2000));
    }

    [TestMethod]
    public void A_relocatable_image_is_placed_and_the_monitor_is_told_where()
    {
        _store.Files[Name] = Split(relocatable: true);
        _store.Files["test/ipa_fws.b02"] = [1, 2, 3, 4];
        Load();

        // Lowest address 0x8c400100, highest end 0x8c402001 rounded up to 4 KiB.
        CollectionAssert.AreEqual(new[] { "init 15 #200", "memory 15 8c400000 2f00", "start 15" }, _monitor.Calls);
        Assert.AreEqual(0x04030201u, _board.MapMemory(Region, 0x10000, "").Read32(0));
        Assert.AreEqual(0xaau, _board.MapMemory(Region, 0x10000, "").Read8(0x1f00));
    }

    [TestMethod]
    public void Everything_in_one_file_needs_no_other()
    {
        var mbn = new byte[0x400];
        Split(relocatable: false).CopyTo(mbn, 0);
        new byte[] { 9, 8, 7, 6 }.CopyTo(mbn, 0x300);
        _store.Files[Name] = mbn;
        Load();
        Assert.AreEqual(0x06070809u, _board.MapMemory(Region, 0x10000, "").Read32(0x100));
        CollectionAssert.AreEqual(new[] { Name, "test/ipa_fws.b01" }, _store.Opened);
    }

    [TestMethod]
    public void A_hash_segment_of_its_own_is_read()
    {
        var mdt = Split(relocatable: false)[..180];
        Set(mdt, 52 + 32 + 4, 0x1000);
        _store.Files[Name] = mdt;
        _store.Files["test/ipa_fws.b01"] = Enumerable.Repeat((byte)0x77, 20).ToArray();
        _store.Files["test/ipa_fws.b02"] = [1, 2, 3, 4];
        _store.Files["test/ipa_fws.b03"] = [0xaa];
        Load();
        CollectionAssert.AreEqual(new[] { "init 15 #200", "start 15" }, _monitor.Calls);
        Assert.AreEqual(0x77, _monitor.Metadata[^1]);
    }

    [TestMethod]
    [DataRow("init", "firmware test/ipa_fws.mdt: the secure monitor refused the headers and hashes (error -5)")]
    [DataRow("memory", "firmware test/ipa_fws.mdt: the secure monitor refused the memory (error -5)")]
    [DataRow("start", "firmware test/ipa_fws.mdt: the secure monitor did not authenticate the image (error -5)")]
    public void A_refusal_of_the_monitor_is_reported_with_its_step(string step, string message)
    {
        _store.Files[Name] = Split(relocatable: true);
        _store.Files["test/ipa_fws.b02"] = [1, 2, 3, 4];
        _monitor.Refuses = step;
        Assert.AreEqual(message, Assert.ThrowsExactly<HardwareException>(Load).Message);
    }

    [TestMethod]
    public void T20_Segments_that_overlap_are_refused_before_the_monitor_is_asked()
    {
        var mdt = Split(relocatable: false);
        Set(mdt, 52 + 96 + 12, 0x8c400107);
        _store.Files[Name] = mdt;
        _store.Files["test/ipa_fws.b02"] = [1, 2, 3, 4];

        Assert.AreEqual("firmware test/ipa_fws.mdt has segments 2 and 3 that overlap in memory", Assert.ThrowsExactly<HardwareException>(Load).Message);
        Assert.IsEmpty(_monitor.Calls);
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        Assert.AreEqual("firmware test/ipa_fws.mdt is not in the firmware store", Assert.ThrowsExactly<HardwareException>(Load).Message);
        _store.Files[Name] = Split(relocatable: false);
        Assert.AreEqual("firmware test/ipa_fws.b02 is not in the firmware store", Assert.ThrowsExactly<HardwareException>(Load).Message);
        _store.Files["test/ipa_fws.b02"] = [1];
        Assert.AreEqual("firmware test/ipa_fws.b02 has 1 bytes, test/ipa_fws.mdt says 4", Assert.ThrowsExactly<HardwareException>(Load).Message);
    }

    [TestMethod]
    public void T20_A_segment_outside_the_region_is_refused_before_anything_is_written()
    {
        foreach (var address in new[] { 0x8c3fffffu, 0x8c40fffdu, 0x8c410000u, 0u, 0xfffffff0u })
        {
            var mdt = Split(relocatable: false);
            Set(mdt, 52 + 64 + 12, address);
            _store.Files[Name] = mdt;
            _store.Files["test/ipa_fws.b02"] = [1, 2, 3, 4];
            Assert.AreEqual("firmware test/ipa_fws.mdt: segment 2 (0x8 bytes at 0x" + address.ToString("X") + ") does not fit into the region of 0x10000 bytes at 0x8C400000", Assert.ThrowsExactly<HardwareException>(Load).Message);
        }
    }

    [TestMethod]
    [DataRow(0, 0u, "lacks the ELF magic")]
    [DataRow(4, 0x00000102u, "is not 32-bit little-endian ELF")]
    [DataRow(28, 0xfffffff0u, "ends inside its program headers")]
    [DataRow(28, 150u, "ends inside its program headers")]
    [DataRow(42, 0x00040021u, "has program headers of 33 bytes, expected 32")]
    [DataRow(44, 0x0000ffffu, "has 65535 segments, expected 2 to 64")]
    [DataRow(52 + 16, 500u, "ends inside its headers of 500 bytes")]
    [DataRow(52 + 32 + 24, 0u, "has no hash segment")]
    [DataRow(52 + 64 + 16, 9u, "has segment 2 with 9 bytes in the file but 8 in memory")]
    [DataRow(52 + 64 + 20, 0xfffffff0u, "has segment 2 that wraps around")]
    [DataRow(44, 0u, "has 0 segments, expected 2 to 64")]
    [DataRow(44, 1u, "has 1 segments, expected 2 to 64")]
    [DataRow(44, 65u, "has 65 segments, expected 2 to 64")]
    [DataRow(28, 0xffffffffu, "ends inside its program headers")]
    [DataRow(4, 0x00000202u, "is not 32-bit little-endian ELF")]
    [DataRow(52 + 64 + 12, 0xffffffffu, "has segment 2 that wraps around")]
    [DataRow(52 + 16, 0xffffffffu, "ends inside its headers of 4294967295 bytes")]
    public void T20_A_malformed_header_is_refused_with_the_place(int offset, uint value, string message)
    {
        var mdt = Split(relocatable: false);
        Set(mdt, offset, value);
        _store.Files[Name] = mdt;
        Assert.AreEqual("firmware test/ipa_fws.mdt " + message, Assert.ThrowsExactly<HardwareException>(Load).Message);
    }

    [TestMethod]
    public void T20_A_segment_whose_place_in_the_file_wraps_around_is_looked_for_in_its_own_file()
    {
        byte[] mdt = Split(relocatable: false);
        Set(mdt, 52 + 64 + 4, 0xfffffffe);
        _store.Files[Name] = mdt;

        Assert.AreEqual("firmware test/ipa_fws.b02 is not in the firmware store", Assert.ThrowsExactly<HardwareException>(Load).Message);
    }

    [TestMethod]
    [DataRow(0xffffffffu)]
    [DataRow(21u)]
    public void T20_Hashes_that_are_nowhere_are_refused(uint bytes)
    {
        byte[] mdt = Split(relocatable: false);
        Set(mdt, 52 + 32 + 16, bytes);
        _store.Files[Name] = bytes == 21 ? mdt[..200] : mdt;

        Assert.AreEqual($"test/ipa_fws.b01 does not hold the {bytes} bytes of hashes that test/ipa_fws.mdt names", Assert.ThrowsExactly<HardwareException>(Load).Message);
        Assert.IsEmpty(_monitor.Calls);
    }

    // What real images have and a strict reader trips over: no section headers but a count and size of some, notes, flags of the vendor in every bit.
    [TestMethod]
    [DataRow(32, 0xffffffffu, DisplayName = "e_shoff")]
    [DataRow(46, 0x00000000u, DisplayName = "e_shentsize 0 and e_shnum 0")]
    [DataRow(46, 0x00050000u, DisplayName = "e_shentsize 0 and e_shnum 5")]
    [DataRow(46, 0x00000028u, DisplayName = "e_shentsize 40 and e_shnum 0")]
    [DataRow(50, 0x0001ffffu, DisplayName = "e_shstrndx")]
    [DataRow(16, 0x00a40002u, DisplayName = "Hexagon")]
    [DataRow(24, 0xffffffffu, DisplayName = "e_entry")]
    [DataRow(36, 0xffffffffu, DisplayName = "e_flags")]
    [DataRow(52 + 64 + 24, 0x80000007u, DisplayName = "p_flags")]
    public void T20_Headers_that_do_not_concern_the_loading_are_accepted(int offset, uint value)
    {
        byte[] mdt = Split(relocatable: false);
        byte after = mdt[52];
        Set(mdt, offset, value);
        if (offset == 50) { mdt[52] = after; }
        _store.Files[Name] = mdt;
        _store.Files["test/ipa_fws.b02"] = [1, 2, 3, 4];
        Load();

        CollectionAssert.AreEqual(new[] { "init 15 #200", "start 15" }, _monitor.Calls);
    }

    [TestMethod]
    public void T20_Random_damage_ends_in_an_error_or_a_load_inside_the_region()
    {
        var random = new Random(15);
        for (var run = 0; run < 5000; run++)
        {
            var mdt = Split(relocatable: run % 2 == 0);
            for (var i = 0; i < 3; i++) { mdt[random.Next(180)] = (byte)random.Next(256); }
            _store.Files[Name] = random.Next(8) == 0 ? mdt[..random.Next(mdt.Length)] : mdt;
            _store.Files["test/ipa_fws.b02"] = [1, 2, 3, 4];
            try
            {
                Load();
            }
            catch (HardwareException)
            {
            }
        }
    }

    [TestMethod]
    public void A_board_without_a_monitor_or_with_one_that_knows_no_ipa_is_told_so()
    {
        _store.Files[Name] = Split(relocatable: false);
        var none = new FirmwareLoader(_board.Platform, null);

        Assert.AreEqual("firmware test/ipa_fws.mdt: there is no secure monitor", Assert.ThrowsExactly<HardwareException>(() => none.LoadAndStart(Name, 15, Region, 0x10000)).Message);
        Assert.AreEqual("firmware test/ipa_fws.mdt: the secure monitor does not know peripheral 14",
            Assert.ThrowsExactly<HardwareException>(() => new FirmwareLoader(_board.Platform, _monitor).LoadAndStart(Name, 14, Region, 0x10000)).Message);
    }

    [TestMethod]
    public void A_file_that_is_too_short_or_loads_nothing_is_refused()
    {
        _store.Files[Name] = new byte[51];
        Assert.AreEqual("firmware test/ipa_fws.mdt has 51 bytes, an ELF header needs 52", Assert.ThrowsExactly<HardwareException>(Load).Message);
        byte[] mdt = Split(relocatable: false);
        Set(mdt, 52 + 64, 0);
        Set(mdt, 52 + 96, 0);
        _store.Files[Name] = mdt;

        Assert.AreEqual("firmware test/ipa_fws.mdt has nothing to load", Assert.ThrowsExactly<HardwareException>(Load).Message);
    }

    private void Load() => new FirmwareLoader(_board.Platform, _monitor).LoadAndStart(Name, 15, Region, 0x10000);

    // Four segments: headers of 180 bytes, hashes of 20 bytes behind them, 4 of 8 bytes in .b02, and one byte that the header file holds itself.
    private static byte[] Split(bool relocatable)
    {
        var file = new byte[200 + 1];
        Set(file, 0, 0x464c457f);
        file[4] = 1;
        file[5] = 1;
        Set(file, 28, 52);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(42), 32);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(44), 4);
        var flags = relocatable ? 1u << 27 : 0;
        Segment(file, 0, 0, 0, 0, 180, 0, 7u << 24);
        Segment(file, 1, 0, 180, 0, 20, 0, 2u << 24);
        Segment(file, 2, 1, 0x300, 0x8c400100, 4, 8, flags);
        Segment(file, 3, 1, 200, 0x8c402000, 1, 1, flags);
        file[200] = 0xaa;
        return file;
    }

    private static void Segment(byte[] file, int index, uint type, uint offset, uint address, uint fileSize, uint memorySize, uint flags)
    {
        var at = 52 + 32 * index;
        Set(file, at, type);
        Set(file, at + 4, offset);
        Set(file, at + 12, address);
        Set(file, at + 16, fileSize);
        Set(file, at + 20, memorySize);
        Set(file, at + 24, flags);
    }

    private static void Set(byte[] file, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(offset), value);

    private sealed class Store : FirmwareStore
    {
        internal Dictionary<string, byte[]> Files { get; } = [];

        internal List<string> Opened { get; } = [];

        public override byte[] Open(string name)
        {
            Opened.Add(name);
            return Files.GetValueOrDefault(name)!;
        }
    }

    private sealed class Monitor : SecureMonitor
    {
        internal List<string> Calls { get; } = [];

        internal string Refuses { get; set; } = "";

        internal SocBoard? Board { get; set; }

        internal byte[] Metadata { get; private set; } = [];

        public override bool Supports(uint peripheralId) => peripheralId == 15;

        public override int InitializeImage(uint peripheralId, ulong metadataAddress, int metadataSize)
        {
            Metadata = Board!.ReadHeap(metadataAddress, metadataSize);
            return Call("init", $"init {peripheralId} #{metadataSize}");
        }

        public override int SetUpMemory(uint peripheralId, ulong address, ulong size) => Call("memory", $"memory {peripheralId} {address:x} {size:x}");

        public override int AuthenticateAndReset(uint peripheralId) => Call("start", $"start {peripheralId}");

        public override int ShutDown(uint peripheralId) => Call("stop", $"stop {peripheralId}");

        private int Call(string step, string text)
        {
            Calls.Add(text);
            return step == Refuses ? -5 : 0;
        }
    }
}
