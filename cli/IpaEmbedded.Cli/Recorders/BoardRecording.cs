using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
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
            board.Soc.Chip.Observer = new InChip(this);
            Packets = new OfInterface(this);
            foreach (BoardRecorder recorder in recorders)
            {
                recorder.OnStart(board);
            }
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

    /// <summary>A stage begins.</summary>
    public void BeginStage(string name, bool isInner) => Tell((recorder, now) => recorder.OnStageBegin(now, name, isInner));

    /// <summary>The stage that began last is over.</summary>
    public void EndStage(StageResult result) => Tell((recorder, now) => recorder.OnStageEnd(now, result));

    private void OnAccess(bool isWrite, string block, uint offset, uint value)
    {
        if (_catalog is not null)
        {
            var access = new RegisterAccess(_board.Loop.Now, _board.Loop.Context, _board.Soc.Sanitizer.Stage ?? "", isWrite, block, offset, value, _catalog.Find(block, offset));
            Tell((recorder, _) => recorder.OnRegister(access));
        }
    }

    private void Tell(Action<BoardRecorder, long> what)
    {
        foreach (BoardRecorder recorder in _recorders)
        {
            what(recorder, _board.Loop.Now);
        }
    }

    private sealed class InChip(BoardRecording owner) : ChipObserver
    {
        public override void OnPower(bool on) => owner.Tell((recorder, now) => recorder.OnPower(now, on));

        public override void OnUplink(int endpoint, byte[] frame, int length) => owner.Tell((recorder, now) => recorder.OnFrame(now, true, endpoint, frame.AsSpan(0, length)));

        public override void OnDownlink(int endpoint, ulong address, byte[] bytes, int offset, int length) =>
            owner.Tell((recorder, now) => recorder.OnFrame(now, false, endpoint, bytes.AsSpan(offset, length)));

        public override void OnEvent(int ring, int index, int channel, ulong element, int length, bool blocked) =>
            owner.Tell((recorder, now) => recorder.OnEvent(now, new ChipEvent(ring, channel, element, length, blocked)));

        public override void OnChannelCommand(int channel, uint opcode, uint before, uint after) => owner.Tell((recorder, now) => recorder.OnCommand(now, GsiCommandKind.Channel, channel, opcode));

        public override void OnEventRingCommand(int ring, uint opcode, uint before, uint after) => owner.Tell((recorder, now) => recorder.OnCommand(now, GsiCommandKind.EventRing, ring, opcode));

        public override void OnGenericCommand(int channel, uint opcode, uint result) => owner.Tell((recorder, now) => recorder.OnCommand(now, GsiCommandKind.Generic, channel, opcode));

        public override void OnMicrocontroller(bool response, byte value) =>
            owner.Tell((recorder, now) => recorder.OnMicrocontroller(now, false, response ? MicrocontrollerText.OfResponse(value) : MicrocontrollerText.OfEvent(value)));

        public override void OnMicrocontrollerCommand(byte command) => owner.Tell((recorder, now) => recorder.OnMicrocontroller(now, true, MicrocontrollerText.OfCommand(command)));

        public override void OnIpaInterrupt(int number) => owner.Tell((recorder, now) => recorder.OnIpaInterrupt(now, number));

        public override void OnMessage(bool toModem, uint apPort, uint modemPort, byte[] message, int length) =>
            owner.Tell((recorder, now) => recorder.OnMessage(now, toModem, apPort, modemPort, message.AsSpan(0, length)));
    }

    private sealed class OfInterface(BoardRecording owner) : PacketObserver
    {
        public override void OnPacket(bool outbound, byte[] packet, int length) => owner.Tell((recorder, now) => recorder.OnPacket(now, outbound, packet.AsSpan(0, length)));
    }
}
