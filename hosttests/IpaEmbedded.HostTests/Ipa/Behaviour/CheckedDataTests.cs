using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Data that contradicts itself or the chip is refused, before anything depends on it.</summary>
[TestClass]
public sealed class CheckedDataTests
{
    [TestMethod]
    [DataRow(MemoryRegionName.ModemHeader, 0x0688, 0x0140, "", DisplayName = "as it is")]
    [DataRow(MemoryRegionName.ModemHeader, 0x0688, 0x0150, "overlaps region", DisplayName = "reaches into the next")]
    [DataRow(MemoryRegionName.ModemHeader, 0x068c, 0x0138, "is not aligned to 8 bytes", DisplayName = "unaligned")]
    [DataRow(MemoryRegionName.ModemHeader, 0x0688, 0x013c, "has a size that is no multiple of 8", DisplayName = "odd size")]
    [DataRow(MemoryRegionName.ModemProcCtx, 0x0688, 0x0140, "is there twice", DisplayName = "twice")]
    [DataRow(MemoryRegionName.ApHeader, 0x0688, 0x0140, "is missing", DisplayName = "another's in the place of the modem's")]
    [DataRow(MemoryRegionName.UcEventRing, 0x1e00, 0x0080, "is not aligned to 1024 bytes", DisplayName = "the microcontroller's event ring out of line")]
    [DataRow(MemoryRegionName.ModemHeader, 0x20000, 0x0140, "lies beyond what a command can address", DisplayName = "too far")]
    [DataRow(MemoryRegionName.ModemHeader, 0x0000, 0x0140, "has no room for its canaries", DisplayName = "canaries before the start")]
    [DataRow(MemoryRegionName.EndMarker, 0x0688, 0x0140, "marks the end but has a size", DisplayName = "an end with a size")]
    [DataRow(MemoryRegionName.ModemHeader, 0x8000, 0x1000, "is larger than a command can load", DisplayName = "too large")]
    public void A_memory_map_that_contradicts_itself_is_refused(int name, int offset, int size, string reason)
    {
        IpaData data = IpaVersions.ForCompatible("qcom,sdm845-ipa");
        MemoryRegion[] regions = (MemoryRegion[])data.Memory.Clone();
        int header = Array.FindIndex(regions, region => region.Name == MemoryRegionName.ModemHeader);
        regions[header] = new MemoryRegion(name, offset, size, 2);
        data.Memory = regions;
        var memory = new LocalMemory(data, null, new DmaMemory(0, 0x2000), new FakeMemory());
        string message = "";
        try
        {
            memory.CheckMap();
        }
        catch (IpaException e)
        {
            Assert.AreEqual(IpaError.BadData, e.Error);
            message = e.Message;
        }
        if (reason == "") { Assert.AreEqual("", message); }
        else { StringAssert.Contains(message, reason); }
        if (reason is not "" and not "is missing") { StringAssert.StartsWith(message, "memory region "); }
    }

    /// <summary>The headers of modem and application processor are loaded by one command: each of these fits alone, both together do not.</summary>
    [TestMethod]
    [DataRow(0x0900, 0x0800, "is with the modem's headers larger than a command can load")]
    [DataRow(0x0800, 0x0800, "is with the modem's headers larger than a command can load")]
    [DataRow(0x0800, 0x07f8, "")]
    [DataRow(0x07f8, 0x0000, "")]
    public void Headers_that_one_command_cannot_load_are_refused(int modem, int ap, string reason)
    {
        Assert.AreEqual(reason, Refusal(new MemoryRegion(MemoryRegionName.ModemHeader, 0x8000, modem, 2), new MemoryRegion(MemoryRegionName.ApHeader, 0x8000 + modem, ap, 0)));
    }

    [TestMethod]
    public void Headers_that_do_not_follow_each_other_are_refused()
    {
        Assert.AreEqual("does not follow the modem's headers, which are loaded with it",
            Refusal(new MemoryRegion(MemoryRegionName.ModemHeader, 0x8000, 0x100, 2), new MemoryRegion(MemoryRegionName.ApHeader, 0x8108, 0x100, 0)));
    }

    /// <summary>Regions that commands can address stand behind the hardware's own base, which only the hardware tells.</summary>
    [TestMethod]
    [DataRow(0xe000u, "")]
    [DataRow(0xe008u, "of the IPA's memory, beyond what a command can address")]
    public void A_base_that_puts_regions_beyond_what_a_command_can_address_is_refused(uint memoryBase, string reason)
    {
        IpaData data = IpaVersions.ForCompatible("qcom,sdm845-ipa");
        FakeChip chip = new Board().Soc.Chip;
        chip.SetPowered(true);
        RegisterBlock registers = chip.Ipa;
        chip.Ipa.Poke(data.Registers.SharedMemSize, 0, 0x2000u / 8 | memoryBase / 8 << 16);
        var memory = new LocalMemory(data, registers, new DmaMemory(0, 0x20000), new FakeMemory());
        string message = "";
        try
        {
            memory.Configure();
        }
        catch (IpaException e)
        {
            message = e.Message;
        }
        chip.SetPowered(false);

        if (reason == "") { Assert.AreEqual("", message); }
        else { StringAssert.EndsWith(message, reason); }
    }

    private static string Refusal(MemoryRegion modem, MemoryRegion ap)
    {
        IpaData data = IpaVersions.ForCompatible("qcom,sdm845-ipa");
        data.Memory = [.. data.Memory.Where(region => region.Name != MemoryRegionName.ModemHeader), modem, ap];
        try
        {
            new LocalMemory(data, null, new DmaMemory(0, 0x2000), new FakeMemory()).CheckMap();
            return "";
        }
        catch (IpaException e)
        {
            Assert.AreEqual(IpaError.BadData, e.Error);
            return e.Message[(e.Message.IndexOf(" at ", StringComparison.Ordinal) + 4)..].Split(' ', 2)[1];
        }
    }

    [TestMethod]
    public void A_chip_without_the_endpoints_of_its_version_is_refused_and_the_probe_undone()
    {
        var board = new Board();
        // FLAVOR_0: 5 TX endpoints, where the driver needs endpoint 5 for commands, and 11 RX endpoints from 9 on.
        board.Soc.Chip.Ipa.Poke(board.Soc.Chip.Description.IpaRegisters.Flavor0, 0, 0x090b0504);
        board.Platform.Probe();

        Assert.AreNotEqual(DeviceState.Bound, board.Device.State);
        StringAssert.Contains(board.Device.Reason, ") is not among those of FLAVOR_0: TX below 5, RX 9 to 19");
        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    public void Less_local_memory_than_the_map_needs_is_refused()
    {
        var board = new Board();
        // SHARED_MEM_SIZE in units of 8 bytes: 0x1000 bytes.
        board.Soc.Chip.Ipa.Poke(board.Soc.Chip.Description.IpaRegisters.SharedMemSize, 0, 0x200);
        board.Platform.Probe();

        Assert.AreNotEqual(DeviceState.Bound, board.Device.State);
        StringAssert.Contains(board.Device.Reason, "but the IPA has 4096 bytes");
        board.AssertNothingLeft();
    }

    [TestMethod]
    public void A_value_that_does_not_fit_its_field_is_refused()
    {
        var field = new Field("TLV", 8, 4);

        Assert.AreEqual(0xf00u, field.Encode(15));
        Assert.AreEqual("TLV", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => field.Encode(16)).ParamName);
    }

    [TestMethod]
    public void A_channel_with_an_open_frame_is_reset_twice_with_a_buffer_for_the_frame_between()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var seen = new Commands();
        board.Soc.Chip.Observer = seen;
        byte[] packet = Packets.Udp4(100, false);
        byte[] frame = new byte[200];
        int length = board.Soc.Network.BuildFrame(0, packet, 0, packet.Length, frame);
        board.Soc.Chip.Pipeline.Downlink(board.Endpoint(EndpointName.ApModemRx), frame, length, false);
        board.Work(board.Interface.Stop);
        uint open = board.Soc.Chip.Ipa.Read32(board.Soc.Chip.Description.IpaRegisters.StateAggrActive.Offset);
        Assert.AreEqual(1u << 10, open, "the frame is open");
        seen.Log.Clear();
        board.Remove();

        CollectionAssert.AreEqual(new[] { GsiOpcode.Reset, GsiOpcode.Start, GsiOpcode.Stop, GsiOpcode.Reset, GsiOpcode.Deallocate }, seen.Log);
        board.AssertNothingLeft();
        board.AssertClean();
    }

    private sealed class Commands : ChipObserver
    {
        public List<uint> Log { get; } = [];

        public override void OnChannelCommand(int channel, uint opcode, uint before, uint after)
        {
            if (channel == 6) { Log.Add(opcode); }
        }
    }
}
