using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>
/// Every field of a status element says every boundary value between two good records: what is delivered was received, what does not matter changes
/// nothing, the next buffer is read as if nothing had been, and no other channel loses a packet.
/// </summary>
[TestClass]
public sealed class LyingStatusTests
{
    private const int ElementBytes = 32;
    private const int PacketBytes = 20;
    private const int WideDestination = 30;

    // Source: the IPA reference, 9.3. Before v5.0 the destination is byte 7; from then on byte 30.
    private static readonly LiedField[] Fields =
    [
        new("opcode", 0, 1, true), new("exception", 1, 1, true), new("mask", 2, 2, true), new("packet length", 4, 2, true), new("source endpoint", 6, 1, false), new("destination endpoint", 7, 1, true),
        new("metadata", 8, 4, false), new("filter and route", 12, 4, true), new("NAT and tag", 16, 8, false), new("sequence and time of day", 24, 4, false), new("header and fragment", 28, 2, false),
        new("reserved, or the destination endpoint", 30, 1, true), new("reserved", 31, 1, false),
    ];

    [TestMethod]
    [DataRow(Board.V31)]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V50)]
    public void T16_Every_field_of_a_status_may_say_anything(string name)
    {
        LiedField.AssertWhole(Fields, ElementBytes);
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        var frames = new Frames();
        board.Driver.Endpoints.LanStatus.SetSink(frames);
        bool isWide = name == Board.V50;
        int runs = 0;
        foreach (LiedField field in Fields)
        {
            byte[] good = Record(board, isWide);
            foreach (ulong value in Boundary.Values(field.Bytes, Boundary.Read(good, field.At, field.Bytes), PacketBytes, ElementBytes + PacketBytes, 2 * (ElementBytes + PacketBytes), 0x10, 0x20, 0x40, 0x3ffu << 22))
            {
                byte[] lied = [.. good];
                Boundary.Write(lied, field.At, field.Bytes, value);
                frames.Lengths.Clear();
                Receive(board, [.. good, .. lied, .. good]);
                string where = $"{name} {field.Name} 0x{value:x}: {string.Join(' ', frames.Lengths)}";
                Assert.IsTrue(frames.Lengths.Count >= 1 && frames.Lengths[0] == PacketBytes && frames.Lengths.TrueForAll(length => length > 0) && frames.Lengths.Sum() <= 3 * (ElementBytes + PacketBytes), where);
                bool matters = field.Matters && (field.Name != "destination endpoint" || !isWide) && (field.At != WideDestination || isWide);
                if (!matters) { CollectionAssert.AreEqual(new[] { PacketBytes, PacketBytes, PacketBytes }, frames.Lengths, where); }
                else { Assert.IsLessThanOrEqualTo(3, frames.Lengths.Count, where); }
                frames.Lengths.Clear();
                Receive(board, [.. good, .. good]);
                CollectionAssert.AreEqual(new[] { PacketBytes, PacketBytes }, frames.Lengths, where);
                runs++;
            }
        }
        Assert.IsGreaterThan(100, runs);
        for (int i = 0; i < 100; i++) { Assert.IsTrue(board.Echo(link, i + 1)); }
        Assert.AreEqual(0u, board.Driver.Endpoints.LanRx.Channel.Counters.BadEvents);
        board.AssertClean();
    }

    private static byte[] Record(Board board, bool isWide)
    {
        byte[] record = new byte[ElementBytes + PacketBytes];
        record[0] = 1;
        record[4] = PacketBytes;
        record[6] = 2;
        record[isWide ? WideDestination : 7] = (byte)board.Endpoint(EndpointName.ApLanRx);
        return record;
    }

    private static void Receive(Board board, byte[] data)
    {
        board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApLanRx), data, data.Length);
        board.Loop.Run(100);
    }

    private sealed class Frames : FrameSink
    {
        public List<int> Lengths { get; } = [];

        public override void OnReceived(DmaMemory memory, int offset, int length)
        {
            Assert.IsTrue(offset >= 0 && length <= memory.Size - offset, $"{length} bytes at {offset} of {memory.Size}");
            Lengths.Add(length);
        }
    }
}
