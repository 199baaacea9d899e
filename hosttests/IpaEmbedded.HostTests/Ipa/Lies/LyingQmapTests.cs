using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>
/// Every field of a QMAP header, of its checksum header and of its checksum trailer says every boundary value between two good frames: exactly those
/// packets come out that a second reader, written from the reference, finds, and the next buffer is read as if nothing had been.
/// </summary>
[TestClass]
public sealed class LyingQmapTests
{
    private const int HeaderBytes = 4;
    private const int PacketBytes = 64;

    // Source: the IPA reference, 9.5. Numbers of more than one byte are big-endian.
    private static readonly (string Name, int At, int Bytes)[] Header = [("pad, next header and command", 0, 1), ("mux id", 1, 1), ("packet length", 2, 2)];
    private static readonly (string Name, int At, int Bytes)[] Inline = [("header type", 4, 1), ("checksum valid", 5, 1), ("reserved", 6, 2)];
    private static readonly (string Name, int At, int Bytes)[] Trailer = [("reserved", 0, 1), ("valid", 1, 1), ("start", 2, 2), ("length", 4, 2), ("value", 6, 2)];

    [TestMethod]
    [DataRow(Board.V31, 8, 0)]
    [DataRow(Board.Sdm845, 8, 0)]
    [DataRow(Board.V42, 8, 0)]
    [DataRow(Board.V45, 0, 4)]
    [DataRow(Board.V50, 0, 4)]
    public void T17_Every_field_of_a_frame_may_say_anything(string name, int trailer, int inline)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Interface, RmnetFormat.For(board.Driver.Data));
        var links = new[] { new Link(port, 0), new Link(port, 5) };
        byte[] good = Frame(trailer, inline);
        int end = good.Length - trailer;
        (string Name, int At, int Bytes)[] fields = [.. Header, .. inline > 0 ? Inline : [], .. trailer > 0 ? Trailer.Select(field => (field.Name, field.At + end, field.Bytes)) : []];
        int runs = 0;
        foreach ((string field, int at, int bytes) in fields)
        {
            ulong real = Swap(Boundary.Read(good, at, bytes), bytes);
            foreach (ulong value in Boundary.Values(bytes, real, 0x40, 0x80, 0xc0, 0x3f, 5, 254, 255, (ulong)good.Length, (ulong)(2 * good.Length), (ulong)(2 * good.Length - HeaderBytes - inline - trailer), (ulong)(2 * good.Length - HeaderBytes - inline - trailer + 1)))
            {
                byte[] lied = [.. good];
                Boundary.Write(lied, at, bytes, Swap(value, bytes));
                Deliver(board, links, [.. good, .. lied, .. good], trailer, inline, $"{name} {field} 0x{value:x}");
                Deliver(board, links, [.. good, .. good], trailer, inline, $"{name} behind {field} 0x{value:x}");
                runs++;
            }
        }
        Assert.IsGreaterThan(50, runs);
        Assert.IsTrue(board.Echo(links[0]));
        Assert.AreEqual(0u, board.Driver.Endpoints.ModemRx.Channel.Counters.BadEvents);
        board.AssertClean();
    }

    private static void Deliver(Board board, Link[] links, byte[] buffer, int trailer, int inline, string where)
    {
        foreach (Link link in links) { link.Received.Clear(); }
        board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApModemRx), buffer, buffer.Length);
        board.Loop.Run(100);
        List<(int Mux, int At, int Length)> expected = Carve(buffer, trailer, inline);
        foreach ((int mux, Link link) in ((int, Link)[])[(0, links[0]), (5, links[1])])
        {
            string[] wanted = [.. expected.Where(packet => packet.Mux == mux).Select(packet => Convert.ToHexString(buffer, packet.At, packet.Length))];
            CollectionAssert.AreEqual(wanted, link.Received.Select(Convert.ToHexString).ToArray(), $"{where}, mux id {mux}");
        }
    }

    // The second reader. A frame is its header, the checksum's header, as many bytes as it says, and the trailer; what does not fit ends the buffer.
    private static List<(int Mux, int At, int Length)> Carve(byte[] buffer, int trailer, int inline)
    {
        var packets = new List<(int Mux, int At, int Length)>();
        int at = 0;
        while (buffer.Length - at >= HeaderBytes)
        {
            bool command = (buffer[at] & 0x80) != 0;
            int body = buffer[at + 2] << 8 | buffer[at + 3];
            int header = HeaderBytes + (command ? 0 : inline);
            if (body == 0 || header + body + trailer > buffer.Length - at) { break; }
            if (inline > 0 && !command && ((buffer[at] & 0x40) == 0 || buffer[at + HeaderBytes] >> 1 != 2)) { break; }
            int length = body - (buffer[at] & 0x3f);
            if (!command && length > 0) { packets.Add((buffer[at + 1], at + header, length)); }
            at += header + body + trailer;
        }
        return packets;
    }

    private static byte[] Frame(int trailer, int inline)
    {
        byte[] frame = new byte[HeaderBytes + inline + PacketBytes + trailer];
        frame[3] = PacketBytes;
        if (inline > 0)
        {
            frame[0] = 0x40;
            frame[4] = 2 << 1;
            frame[5] = 0x80;
        }
        Packets.EchoRequest(7).CopyTo(frame, HeaderBytes + inline);
        return frame;
    }

    private static ulong Swap(ulong value, int bytes) => bytes == 2 ? (value & 0xff) << 8 | value >> 8 : value;
}
