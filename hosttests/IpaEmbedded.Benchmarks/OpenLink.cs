using IpaEmbedded.Cli;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Benchmarks;

/// <summary>Our default board, booted, with its interface open and a packet to send.</summary>
public sealed class OpenLink
{
    private const int MicrosecondsPerBatch = 2000;

    private OpenLink(SimulatedBoard board, byte[] packet)
    {
        Board = board;
        Packet = packet;
    }

    public SimulatedBoard Board { get; }

    public byte[] Packet { get; }

    /// <summary>The blob of the default board.</summary>
    public static byte[] Blob()
    {
        CompileResult result = DeviceTreeCompiler.Compile(ToolFiles.DefaultBoard, new CompileOptions { IncludeDirectories = [ToolFiles.Includes] });
        return FlattenedTreeWriter.Write(result.Tree ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics)));
    }

    /// <summary>Boots; the packets are IPv4 of that many bytes which nobody answers.</summary>
    public static OpenLink Boot(int packetBytes)
    {
        var board = new SimulatedBoard(Blob());
        board.Boot();
        board.Rmnet.SetSink(new Nobody());
        byte[] packet = new byte[packetBytes];
        packet[0] = 0x45;
        packet[2] = (byte)(packetBytes >> 8);
        packet[3] = (byte)packetBytes;
        packet[9] = 59;
        return new OpenLink(board, packet);
    }

    /// <summary>Sends a batch with one doorbell; returns how many packets were taken.</summary>
    public int SendBatch(int count)
    {
        RmnetInterface link = Board.Rmnet;
        int sent = 0;
        for (int i = 0; i < count; i++)
        {
            if (link.Send(Packet, 0, Packet.Length, false, i + 1 < count) == TransmitStatus.Accepted)
            {
                sent++;
            }
        }
        return sent;
    }

    /// <summary>Lets the hardware do its work and the completions come in.</summary>
    public void Complete() => Board.Loop.Run(MicrosecondsPerBatch);

    private sealed class Nobody : PacketSink
    {
        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
        }
    }
}
