using IpaEmbedded.Cli;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Network;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>Captures as inputs: every form is read, and of a bad one a sentence says what and where.</summary>
[TestClass]
public sealed class CaptureReadingTests
{
    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Both_byte_orders_and_both_units_of_the_old_format_are_read(bool isBigEndian, bool isNano)
    {
        CaptureReading reading = Read(Old(isBigEndian, isNano, 101, [[1, 2, 3], [4, 5, 6, 7]]));

        Assert.AreEqual("3 bytes at 0 us, 4 bytes at 1500000 us", string.Join(", ", reading.Packets.Select(packet => $"{packet.Length} bytes at {packet.Microseconds} us")));
        Assert.AreEqual(6, reading.Bytes[reading.Packets[1].Offset + 2]);
    }

    [TestMethod]
    public void What_ipa_has_captured_it_sends_again_and_the_same_comes_back()
    {
        using var folder = new TemporaryFolder();
        string path = folder["link.pcapng"];
        Assert.AreEqual(0, CommandRun.Of("boot", "-q", "--capture", path).ExitCode);

        CommandRun run = CommandRun.Of("boot", "--send", path);
        CommandRun json = CommandRun.Of("boot", "--json", "--send", path);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains($"\n3 of 3 packets of {path} sent; 3 came back\n", run.Out);
        Assert.Contains("\"accepted\": 3,\n    \"tooLong\": 0,\n    \"received\": 3\n", json.Out);
    }

    [TestMethod]
    public void Packets_that_a_capture_cut_short_are_told_and_not_passed_over()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Old(false, false, 101, [[0x45, 0, 0, 20, .. new byte[16]], new byte[40], new byte[40]]);
        bytes[24 + 16 + 20 + 12] = bytes[24 + 16 + 20 + 16 + 40 + 12] = 99;
        File.WriteAllBytes(folder["cut.pcap"], bytes);

        CommandRun run = CommandRun.Of("boot", "--send", folder["cut.pcap"]);
        CommandRun json = CommandRun.Of("boot", "--json", "--send", folder["cut.pcap"]);
        string played = new FarPlayer(null!, null!, 0, CaptureReading.Of(folder["cut.pcap"])).Describe([]);

        Assert.Contains($"\n1 of 1 packet of {folder["cut.pcap"]} sent, 2 more cut short there; ", run.Out);
        Assert.Contains("\"packets\": 1,\n    \"cutShort\": 2,\n    \"accepted\": 1,\n", json.Out);
        Assert.EndsWith("cut.pcap is played, 1 packet, 2 more cut short there", played);
    }

    [TestMethod]
    [DataRow("", "it is too short for a capture")]
    [DataRow("00000000000000000000000000000000", "it begins neither as pcap nor as pcapng does")]
    [DataRow("d4c3b2a1", "the header at byte 0 is cut off")]
    [DataRow("0a0d0d0a1c00000000000000", "the section at byte 0 has no byte order")]
    [DataRow("0a0d0d0a070000004d3c2b1a", "the block at byte 0 cannot be 7 bytes long")]
    [DataRow("0a0d0d0a1c0000004d3c2b1a", "the block at byte 0 is cut off")]
    [DataRow("0a0d0d0a0c0000004d3c2b1a", "it has no packets")]
    [DataRow("0a0d0d0a0c0000004d3c2b1a0600000020000000050000000000000000000000000000000000000020000000", "the packet at byte 40 is of interface 5, which the file does not have")]
    public void A_bad_file_is_refused_with_what_is_wrong_and_where(string hex, string reason)
    {
        Assert.Contains(reason, Assert.ThrowsExactly<CommandFailure>(() => Read(Convert.FromHexString(hex))).Message);
    }

    [TestMethod]
    public void A_capture_that_kept_only_the_beginnings_of_its_packets_is_not_said_to_have_none()
    {
        byte[] whole = Old(false, false, 101, [new byte[40], new byte[40]]);
        // As with a snapshot length of 40 bytes.
        whole[24 + 12] = whole[24 + 16 + 40 + 12] = 99;

        string message = Assert.ThrowsExactly<CommandFailure>(() => Read(whole)).Message;

        Assert.EndsWith("as a capture: it kept only the beginnings of its packets, 2 of 2", message);
    }

    [TestMethod]
    public void A_simple_packet_has_no_more_bytes_than_its_interface_keeps()
    {
        // An interface that keeps 61 bytes; a packet of 63 bytes, of which it kept 61 and padded them to 64, and one of 20 bytes.
        byte[] bytes = Convert.FromHexString("0a0d0d0a0c0000004d3c2b1a" + "0100000014000000650000003d00000014000000" + "03000000500000003f000000" + new string('5', 128) + "50000000" + "030000002400000014000000" + new string('4', 40) + "24000000");

        CaptureReading reading = Read(bytes);

        Assert.AreEqual("20", string.Join(' ', reading.Packets.Select(packet => packet.Length)));
        Assert.AreEqual(1, reading.CutShort);
    }

    [TestMethod]
    public void A_capture_of_another_link_is_refused_with_its_type()
    {
        Assert.Contains("those of link type 1", Assert.ThrowsExactly<CommandFailure>(() => Read(Old(false, false, 1, [new byte[60]]))).Message);
    }

    [TestMethod]
    public void Every_truncation_and_many_damages_end_in_a_sentence_or_in_packets_inside_the_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder["link.pcapng"];
        Assert.AreEqual(0, CommandRun.Of("boot", "-q", "--capture", path).ExitCode);
        byte[] whole = File.ReadAllBytes(path)[..2000];
        var random = new Random(5);
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = i < whole.Length ? whole[..i] : [.. whole];
            if (i >= whole.Length)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            try
            {
                CaptureReading reading = Read(bytes);
                Assert.IsTrue(reading.Packets.All(packet => packet.Offset >= 0 && packet.Length > 0 && packet.Offset + packet.Length <= bytes.Length));
            }
            catch (CommandFailure failure)
            {
                Assert.Contains("as a capture: ", failure.Message);
            }
        }
    }

    private static CaptureReading Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["x"], bytes);
        return CaptureReading.Of(folder["x"]);
    }

    internal static byte[] Old(bool isBigEndian, bool isNano, uint linkType, byte[][] packets)
    {
        var bytes = new List<byte>();
        foreach (uint word in (uint[])[isNano ? 0xa1b23c4d : 0xa1b2c3d4, 0, 0, 0, 65535, linkType])
        {
            Put(word);
        }
        for (int i = 0; i < packets.Length; i++)
        {
            Put(100 + (uint)i);
            Put(i == 0 ? 0 : isNano ? 500_000_000u : 500_000u);
            Put((uint)packets[i].Length);
            Put((uint)packets[i].Length);
            bytes.AddRange(packets[i]);
        }
        return [.. bytes];

        void Put(uint word)
        {
            byte[] four = BitConverter.GetBytes(word);
            bytes.AddRange(isBigEndian ? four.Reverse() : four);
        }
    }
}
