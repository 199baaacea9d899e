using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Sends ICMP echo requests through the interface to the modem, and recognises the answer that carries the same bytes.</summary>
    public sealed class EchoClient : PacketSink
    {
        private const int HeaderBytes = 20;
        private const int PacketBytes = 84;
        private const int TimeoutMicroseconds = 1000000;
        private const int StepMicroseconds = 20;

        // This side and the network behind the modem: 192.0.2.2 and 192.0.2.1, both for documentation.
        private static readonly byte[] Here = { 192, 0, 2, 2 };
        private static readonly byte[] There = { 192, 0, 2, 1 };

        private readonly EventLoop _loop;
        private readonly RmnetInterface _rmnet;
        private readonly byte[] _request = new byte[PacketBytes];
        private readonly byte[] _answer = new byte[PacketBytes];
        private bool _answered;

        /// <summary>Creates the client and takes the interface's packets.</summary>
        public EchoClient(EventLoop loop, RmnetInterface rmnet)
        {
            _loop = loop;
            _rmnet = rmnet;
            rmnet.SetSink(this);
        }

        /// <summary>Sends one request and returns the microseconds until its answer, or -1 when there was none within a second.</summary>
        public long Exchange(int sequence)
        {
            Build(_request, Here, There, true, sequence);
            Build(_answer, There, Here, false, sequence);
            _answered = false;
            long start = _loop.Now;
            TransmitStatus status = _rmnet.Send(_request, 0, PacketBytes, false, false);
            while (!_answered && _loop.Now - start < TimeoutMicroseconds)
            {
                _loop.Run(StepMicroseconds);
                // Busy while the power comes back.
                if (status == TransmitStatus.Busy) { status = _rmnet.Send(_request, 0, PacketBytes, false, false); }
            }
            return _answered ? _loop.Now - start : -1;
        }

        /// <inheritdoc/>
        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
            if (length != PacketBytes) { return; }
            for (int i = 0; i < PacketBytes; i++)
            {
                if (memory.Read8(offset + i) != _answer[i]) { return; }
            }
            _answered = true;
        }

        private static void Build(byte[] packet, byte[] source, byte[] destination, bool isRequest, int sequence)
        {
            for (int i = 0; i < PacketBytes; i++) { packet[i] = i < HeaderBytes + 8 ? (byte)0 : (byte)i; }
            packet[0] = 0x45;
            packet[3] = PacketBytes;
            packet[8] = 64;
            packet[9] = 1;
            for (int i = 0; i < 4; i++)
            {
                packet[12 + i] = source[i];
                packet[16 + i] = destination[i];
            }
            packet[HeaderBytes] = (byte)(isRequest ? 8 : 0);
            packet[HeaderBytes + 6] = (byte)(sequence >> 8);
            packet[HeaderBytes + 7] = (byte)sequence;
            WriteChecksum(packet, 0, HeaderBytes, 10);
            WriteChecksum(packet, HeaderBytes, PacketBytes, HeaderBytes + 2);
        }

        private static void WriteChecksum(byte[] packet, int from, int end, int at)
        {
            uint sum = 0;
            for (int i = from; i < end; i += 2) { sum += (uint)((packet[i] << 8) | packet[i + 1]); }
            sum = (sum & 0xffff) + (sum >> 16);
            sum = (sum & 0xffff) + (sum >> 16);
            packet[at] = (byte)(~sum >> 8);
            packet[at + 1] = (byte)~sum;
        }
    }
}
