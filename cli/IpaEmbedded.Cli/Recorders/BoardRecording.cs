using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Watches a board's registers, its chip and its packets, and tells recorders of it; counts register writes in any case.</summary>
internal sealed class BoardRecording : RegisterObserver
{
    private readonly SimulatedBoard _board;
    private readonly IReadOnlyList<BoardRecorder> _recorders;
    private readonly RegisterCatalog? _catalog;

    /// <summary>Starts to watch a board whose devices are not probed yet.</summary>
    public BoardRecording(SimulatedBoard board, IReadOnlyList<BoardRecorder> recorders)
    {
        _board = board;
        _recorders = recorders;
        board.Hardware.Observer = this;
        if (recorders.Count > 0)
        {
            _catalog = RegisterCatalog.For(IpaVersions.ForCompatible(board.Ipa.Compatible));
            board.Soc.Chip.Observer = new InChip(board.Loop, recorders);
            Packets = new OfInterface(board.Loop, recorders);
        }
    }

    /// <summary>Register writes so far.</summary>
    public long Writes { get; private set; }

    /// <summary>Is to be told of IP packets; null if nobody wants to know.</summary>
    public PacketObserver? Packets { get; }

    public override uint OnRead(string block, uint offset, uint value)
    {
        OnAccess(false, block, offset, value);
        return value;
    }

    public override void OnWrite(string block, uint offset, uint value)
    {
        Writes++;
        OnAccess(true, block, offset, value);
    }

    private void OnAccess(bool isWrite, string block, uint offset, uint value)
    {
        if (_catalog is null)
        {
            return;
        }
        var access = new RegisterAccess(_board.Loop.Now, _board.Loop.Context, _board.Soc.Sanitizer.Stage ?? "", isWrite, block, offset, value, _catalog.Find(block, offset));
        foreach (BoardRecorder recorder in _recorders)
        {
            recorder.OnRegister(access);
        }
    }

    private sealed class InChip(EventLoop loop, IReadOnlyList<BoardRecorder> recorders) : ChipObserver
    {
        public override void OnPower(bool on) => Tell(recorder => recorder.OnPower(loop.Now, on));

        public override void OnUplink(int endpoint, byte[] frame, int length) => Tell(recorder => recorder.OnFrame(loop.Now, true, endpoint, frame.AsSpan(0, length)));

        public override void OnDownlink(int endpoint, ulong address, byte[] bytes, int offset, int length) =>
            Tell(recorder => recorder.OnFrame(loop.Now, false, endpoint, bytes.AsSpan(offset, length)));

        public override void OnEvent(int ring, int index, int channel, ulong element, int length, bool blocked) => Tell(recorder => recorder.OnEvent(loop.Now, ring, channel, blocked));

        public override void OnIpaInterrupt(int number) => Tell(recorder => recorder.OnIpaInterrupt(loop.Now, number));

        public override void OnMessage(bool toModem, uint apPort, uint modemPort, byte[] message, int length) =>
            Tell(recorder => recorder.OnMessage(loop.Now, toModem, apPort, modemPort, message.AsSpan(0, length)));

        private void Tell(Action<BoardRecorder> what)
        {
            foreach (BoardRecorder recorder in recorders)
            {
                what(recorder);
            }
        }
    }

    private sealed class OfInterface(EventLoop loop, IReadOnlyList<BoardRecorder> recorders) : PacketObserver
    {
        public override void OnPacket(bool outbound, byte[] packet, int length)
        {
            foreach (BoardRecorder recorder in recorders)
            {
                recorder.OnPacket(loop.Now, outbound, packet.AsSpan(0, length));
            }
        }
    }
}
