using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>The payload of each immediate command, byte for byte, worked out by hand from the reference, section 5.</summary>
[TestClass]
public sealed class CommandPayloadTests
{
    private const ulong Source = 0x0000000123456780;
    private const bool Before4_0 = false;
    private const bool From4_0 = true;

    [TestMethod]
    [DataRow(0x288u, 0x78u, 0x308u, 0x78u, "8067452301000000 7880288007080300 8067452301000000", DisplayName = "both tables")]
    [DataRow(0x288u, 0u, 0x290u, 0x78u, "0000000000000000 0000008007900200 8067452301000000", DisplayName = "hashed table of size 0: its address stays 0")]
    [DataRow(0xf001u, 0xfffu, 0xf001u, 0xfffu, "8067452301000000 ff1f00ffff01f000 8067452301000000", DisplayName = "largest values")]
    [DataRow(0xffffu, 0x001u, 0x0000u, 0x000u, "8067452301000000 01f0ff0f00000000 8067452301000000", DisplayName = "hashed fields are bits 27:0")]
    public void Table_init_has_three_words_of_64_bits(uint hashedOffset, uint hashedSize, uint offset, uint size, string expected)
    {
        AssertPayload(expected, 24, (memory, at) => TableInitCommand.Encode(memory, at, Source, hashedOffset, hashedSize, offset, size));
    }

    [TestMethod]
    [DataRow(0x688u, 0x140u, "8067452301000000 40816800 00000000", DisplayName = "3.5.1")]
    [DataRow(0xf001u, 0xfffu, "8067452301000000 ff1f000f 00000000", DisplayName = "largest values")]
    public void Header_init_packs_size_and_offset_into_28_bits(uint offset, uint size, string expected)
    {
        AssertPayload(expected, 16, (memory, at) => HeaderInitCommand.Encode(memory, at, Source, offset, size));
    }

    [TestMethod]
    [DataRow(0x0090u, 0x1111u, 0x1111u, 0u, "0000 9000 11110000 11110000 00000000", DisplayName = "hash flush")]
    [DataRow(0x0990u, 0u, 0xffffffffu, 0u, "0000 9009 00000000 ffffffff 00000000", DisplayName = "ENDP_STATUS of endpoint 3")]
    [DataRow(0x0000u, 0u, 0u, 2u, "0000 0000 00000000 00000000 02000000", DisplayName = "pipeline clear")]
    [DataRow(0x15d0u, 0x12345678u, 0x87654321u, 1u, "0000 d015 78563412 21436587 01000000", DisplayName = "every byte")]
    public void Register_write_before_4_0_has_the_clear_option_in_its_last_word(uint offset, uint value, uint mask, uint clear, string expected)
    {
        AssertPayload(expected, 16, (memory, at) => RegisterWriteCommand.Encode(memory, at, Before4_0, offset, value, mask, clear));
    }

    [TestMethod]
    [DataRow(0x014cu, 0x1111u, 0x1111u, 0u, "0000 4c01 11110000 11110000 00000000", DisplayName = "hash flush")]
    [DataRow(0x0000u, 0u, 0u, 2u, "0000 0000 00000000 00000000 00000000", DisplayName = "pipeline clear")]
    [DataRow(0xf15d0u, 0x12345678u, 0x87654321u, 1u, "0078 d015 78563412 21436587 00000000", DisplayName = "offset bits 19:16 are flags 14:11")]
    public void Register_write_from_4_0_has_a_long_offset_and_no_clear_option(uint offset, uint value, uint mask, uint clear, string expected)
    {
        AssertPayload(expected, 16, (memory, at) => RegisterWriteCommand.Encode(memory, at, From4_0, offset, value, mask, clear));
    }

    [TestMethod]
    [DataRow(9, false, "0900000000000000")]
    [DataRow(31, false, "1f00000000000000")]
    [DataRow(0x2a, true, "2a00000000000000", DisplayName = "from v5.0 on 8 bits")]
    [DataRow(0xff, true, "ff00000000000000")]
    public void Packet_init_names_the_destination(int endpoint, bool isWide, string expected)
    {
        AssertPayload(expected, 8, (memory, at) => PacketInitCommand.Encode(memory, at, endpoint, isWide));
    }

    [TestMethod]
    [DataRow(0x07d0u, 0x0200u, "0000 0002 d007 0000 8067452301000000")]
    [DataRow(0x0001u, 0xffffu, "0000 ffff 0100 0000 8067452301000000", DisplayName = "largest size")]
    [DataRow(0xfff8u, 0x0008u, "0000 0800 f8ff 0000 8067452301000000", DisplayName = "the last bytes")]
    public void Shared_memory_is_copied_into_the_ipa_in_both_formats(uint offset, uint size, string expected)
    {
        AssertPayload(expected, 16, (memory, at) => DmaSharedMemoryCommand.Encode(memory, at, Source, offset, size));
    }

    [TestMethod]
    [DataRow(0ul, "0000000000000000")]
    [DataRow(0x123456789abcul, "0000bc9a78563412")]
    public void A_tag_has_48_bits_above_16_reserved_ones(ulong tag, string expected)
    {
        AssertPayload(expected, 8, (memory, at) => TagStatusCommand.Encode(memory, at, tag));
    }

    [TestMethod]
    public void Opcodes_are_those_of_the_reference()
    {
        Assert.AreEqual(0x03u, CommandOpcode.Ipv4FilterInit);
        Assert.AreEqual(0x04u, CommandOpcode.Ipv6FilterInit);
        Assert.AreEqual(0x07u, CommandOpcode.Ipv4RoutingInit);
        Assert.AreEqual(0x08u, CommandOpcode.Ipv6RoutingInit);
        Assert.AreEqual(0x09u, CommandOpcode.HeaderInitLocal);
        Assert.AreEqual(0x0cu, CommandOpcode.RegisterWrite);
        Assert.AreEqual(0x10u, CommandOpcode.PacketInit);
        Assert.AreEqual(0x13u, CommandOpcode.DmaSharedMemory);
        Assert.AreEqual(0x14u, CommandOpcode.PacketTagStatus);
        Assert.AreEqual(0x040cu, CommandOpcode.RegisterWrite | (CommandOpcode.ClearFull << CommandOpcode.ClearOptionShift));
        Assert.AreEqual(0u, CommandOpcode.ClearHps);
        Assert.AreEqual(1u, CommandOpcode.ClearSourceGroup);
    }

    /// <summary>The payload is written over old bytes, at an offset, and nothing beside it changes.</summary>
    private static void AssertPayload(string expected, int size, Action<DmaMemory, int> encode)
    {
        DmaMemory memory = new(0x80000000, 64);
        memory.Fill(0, 64, 0xee);

        encode(memory, 32);

        byte[] bytes = new byte[64];
        memory.CopyTo(0, bytes, 0, 64);
        Assert.AreEqual(expected.Replace(" ", ""), Convert.ToHexStringLower(bytes.AsSpan(32, size)));
        Assert.AreEqual(-1, bytes.AsSpan(0, 32).IndexOfAnyExcept((byte)0xee), "before the payload");
        Assert.AreEqual(-1, bytes.AsSpan(32 + size).IndexOfAnyExcept((byte)0xee), "after the payload");
    }
}
