using System.Buffers.Binary;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Buffers of the endpoint for exceptions, against a second reader written from the IPA reference, sections 9.3 and 18.4: what is delivered, from where, and every counter.</summary>
[TestClass]
public sealed class StatusReaderTests
{
    private const int ElementBytes = 32;
    private const int Own = 13;
    private const int Commands = 7;

    [TestMethod]
    [DataRow(false, 0, false)]
    [DataRow(false, 2, false)]
    [DataRow(false, 3, true)]
    [DataRow(true, 0, true)]
    [DataRow(true, 2, false)]
    public void Buffers_are_read_exactly_as_by_a_second_reader(bool isWide, int padAlign, bool hasTrailer)
    {
        var random = new Random(padAlign);
        var reader = new StatusReceiver(new EndpointData { Id = Own, PadAlign = padAlign, Checksum = hasTrailer }, Commands, isWide);
        var packets = new Packets();
        var second = new Second(isWide, 1 << padAlign, hasTrailer ? 8 : 0);
        for (int run = 0; run < 1200; run++)
        {
            byte[] buffer = Buffer(random, second);
            int before = random.Next(3) * 4;
            var memory = new DmaMemory(0, before + buffer.Length);
            memory.CopyFrom(before, buffer, 0, buffer.Length);
            reader.SetSink(run % 4 == 3 ? null : packets);
            packets.Taken.Clear();
            second.Read(buffer, run % 4 != 3);

            reader.OnReceived(memory, before, buffer.Length);

            StatusCounters counters = reader.Counters;
            string where = $"run {run}: {Convert.ToHexString(buffer)}";
            CollectionAssert.AreEqual(second.Taken.ConvertAll(packet => (packet.At + before, packet.Length)), packets.Taken, where);
            Assert.AreEqual(second.Counts, (counters.Delivered, counters.Dropped, counters.Skipped, counters.UnexpectedTags, counters.Truncated), where);
            Assert.AreEqual(second.IsCleared, reader.PipelineCleared.IsDone, where);
            if (run % 8 == 7)
            {
                reader.PipelineCleared.Reset();
                second.IsCleared = false;
            }
        }

        (uint delivered, uint dropped, uint skipped, uint tags, uint truncated) = second.Counts;
        Assert.IsGreaterThan(30u, new[] { delivered, dropped, skipped, tags, truncated }.Min());
        Assert.IsGreaterThan(10, second.Cleared);
    }

    [TestMethod]
    [DataRow(31, 1u, 0u)]
    [DataRow(32, 0u, 1u)]
    [DataRow(33, 1u, 1u)]
    [DataRow(0, 0u, 0u)]
    public void Half_a_status_element_ends_the_buffer(int bytes, uint truncated, uint skipped)
    {
        var reader = new StatusReceiver(new EndpointData { Id = Own }, Commands, false);
        // The memory goes on with what would be an element.
        reader.OnReceived(new DmaMemory(0, 128), 0, bytes);

        Assert.AreEqual((truncated, skipped), (reader.Counters.Truncated, reader.Counters.Skipped));
    }

    private static byte[] Buffer(Random random, Second reader)
    {
        var buffer = new List<byte>();
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            byte[] element = new byte[ElementBytes];
            random.NextBytes(element);
            int length = random.Next(8) == 0 ? 0 : random.Next(1, 70);
            element[0] = new byte[] { 1, 1, 1, 1, 1, 4, 8, 0x40, 2, 0x10, 0x20, 0, 3, 0x41 }[random.Next(14)];
            element[1] = new byte[] { 0, 0, 0, 1, 4, 8, 0x20, 0x21 }[random.Next(8)];
            element[2] = (byte)(random.Next(3) == 0 ? element[2] | 0x10 : element[2] & ~0x10);
            BinaryPrimitives.WriteUInt16LittleEndian(element.AsSpan(4), (ushort)length);
            if (random.Next(2) == 0) { element[6] = (byte)(Commands + (reader.IsWide ? 0 : random.Next(8) * 32)); }
            if (random.Next(8) != 0) { element[reader.IsWide ? 30 : 7] = (byte)(Own + (reader.IsWide ? 0 : random.Next(8) * 32)); }
            // Routes: none (all ones), almost none, and any.
            if (random.Next(3) == 0) { element[15] = 0xff; element[14] |= 0xc0; }
            else if (random.Next(3) == 0) { element[15] = 0xff; element[14] = 0xbf; }
            buffer.AddRange(element);
            int align = reader.Alignment;
            bool hasPacket = element[0] is 1 or 4 or 8 or 0x40 && length > 0;
            int behind = hasPacket || random.Next(4) == 0 ? (length + align - 1) / align * align + reader.Trailer : 0;
            buffer.AddRange(Enumerable.Range(0, behind).Select(_ => (byte)random.Next(256)));
        }
        return random.Next(4) == 0 ? [.. buffer[..random.Next(1, buffer.Count)]] : [.. buffer];
    }

    private sealed class Second(bool isWide, int alignment, int trailer)
    {
        private uint _delivered, _dropped, _skipped, _tags, _truncated;

        public bool IsWide => isWide;

        public int Alignment => alignment;

        public int Trailer => trailer;

        public bool IsCleared { get; set; }

        public int Cleared { get; private set; }

        public List<(int At, int Length)> Taken { get; } = [];

        public (uint Delivered, uint Dropped, uint Skipped, uint Tags, uint Truncated) Counts => (_delivered, _dropped, _skipped, _tags, _truncated);

        public void Read(byte[] buffer, bool isWanted)
        {
            Taken.Clear();
            for (int at = 0; at < buffer.Length;)
            {
                if (buffer.Length - at < ElementBytes)
                {
                    _truncated++;
                    return;
                }
                ReadOnlySpan<byte> element = buffer.AsSpan(at, ElementBytes);
                int length = element[4] + (element[5] << 8);
                int destination = isWide ? element[30] : element[7] % 32;
                if (element[0] is not (1 or 4 or 8 or 0x40) || length == 0 || destination != Own)
                {
                    _skipped++;
                    at += ElementBytes;
                    continue;
                }
                int end = at + ElementBytes + (length + alignment - 1) / alignment * alignment + trailer;
                if (end > buffer.Length)
                {
                    _truncated++;
                    return;
                }
                Judge(element, at + ElementBytes, length, isWanted);
                at = end;
            }
        }

        private void Judge(ReadOnlySpan<byte> element, int at, int length, bool isWanted)
        {
            bool isTagged = (element[2] & 0x10) != 0;
            bool isCommand = (isWide ? element[6] : element[6] % 32) == Commands;
            bool hasNoRoute = element[1] == 0 && element[15] == 0xff && element[14] >= 0xc0;
            if (isTagged && isCommand)
            {
                Cleared += IsCleared ? 0 : 1;
                IsCleared = true;
            }
            if (isTagged && !isCommand) { _tags++; }
            if (isTagged || element[1] == 1 || hasNoRoute || !isWanted)
            {
                _dropped++;
                return;
            }
            _delivered++;
            Taken.Add((at, length));
        }
    }

    private sealed class Packets : FrameSink
    {
        public List<(int At, int Length)> Taken { get; } = [];

        public override void OnReceived(DmaMemory memory, int offset, int length) => Taken.Add((offset, length));
    }
}
