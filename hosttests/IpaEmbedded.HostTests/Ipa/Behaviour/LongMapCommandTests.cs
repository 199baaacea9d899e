using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// MAP commands of the modem that are longer than what can be sent back. A buffer for sending has 2048 bytes, one from the modem up to 8192; behind the
/// buffer of an answer lies the next frame, and behind the last one nothing.
/// </summary>
[TestClass]
public sealed class LongMapCommandTests
{
    private const int BufferBytes = 2048;
    private const byte Mux = 9;

    [TestMethod]
    [DataRow(2044, false, 1u)]
    [DataRow(2044, true, 1u)]
    [DataRow(2045, false, 0u)]
    [DataRow(2045, true, 0u)]
    [DataRow(8000, false, 0u)]
    [DataRow(8000, true, 0u)]
    public void T17_A_command_that_cannot_be_sent_back_is_none_and_overwrites_no_other_frame(int body, bool last, uint commands)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Interface, RmnetFormat.MapCommands);
        RmnetInterface rmnet = port.CreateInterface(Mux);
        DmaMemory buffers = board.Interface.TransmitMemory;
        // A header, a checksum header that asks for nothing, and a packet of 60 bytes.
        byte[] frame = [0, Mux, 0, 60, 0, 0, 0, 0, .. Packets.Udp4(60, false)];
        while (last && board.Interface.TransmitOffset != buffers.Size - BufferBytes)
        {
            Assert.AreEqual(TransmitStatus.Accepted, board.Interface.Transmit(frame, 0, frame.Length, 0x00f9, false));
            board.Loop.Run(100);
        }
        int next = (board.Interface.TransmitOffset + BufferBytes) % buffers.Size;
        buffers.Fill(next, BufferBytes, 0x5a);
        ulong sent = board.Interface.Counters.TxPackets;
        byte[] command = [0x80, Mux, (byte)(body >> 8), (byte)body, 1, .. new byte[body - 1]];
        var memory = new DmaMemory(0x1000, command.Length);
        memory.CopyFrom(0, command, 0, command.Length);

        port.OnReceived(memory, 0, command.Length);

        Assert.AreEqual(0x5a5a5a5au, buffers.Read32(next));
        Assert.AreEqual((commands, commands == 1, sent + commands, 0u), (port.CommandCount, rmnet.IsFlowStopped, board.Interface.Counters.TxPackets, port.TruncatedCount));
        board.Loop.Run(1000);
        board.AssertClean();
    }
}
