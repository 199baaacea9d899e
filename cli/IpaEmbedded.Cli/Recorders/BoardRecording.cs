using IpaEmbedded.Fake;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Stands between a board's parts and its driver, passes everything on, and tells recorders of it.</summary>
internal sealed class BoardRecording(EventLoop loop, FakeSoc soc, RegisterCatalog catalog, IReadOnlyList<BoardRecorder> recorders)
{
    private bool _powered;

    /// <summary>A board whose register accesses are recorded.</summary>
    public IoMapper Of(IoMapper board) => recorders.Count == 0 ? board : new Board(this, board);

    /// <summary>The SoC's seams, of which the votes for power are recorded.</summary>
    public SocPlatform Of(SocPlatform io) => recorders.Count == 0 ? io : new RecordingSocPlatform(io, OnVote);

    /// <summary>An observer of the chip that tells the recorders, and the one that there was.</summary>
    public ChipObserver? Of(ChipObserver? observer) => recorders.Count == 0 ? observer : new RecordingObserver(loop, recorders, observer);

    private void OnVote()
    {
        if (soc.Chip.IsPowered != _powered)
        {
            _powered = soc.Chip.IsPowered;
            foreach (BoardRecorder recorder in recorders)
            {
                recorder.OnPower(loop.Now, _powered);
            }
        }
    }

    private void OnAccess(bool isWrite, string block, uint offset, uint value)
    {
        var access = new RegisterAccess(loop.Now, loop.Context, soc.Sanitizer.Stage ?? "", isWrite, block, offset, value, catalog.Find(block, offset));
        foreach (BoardRecorder recorder in recorders)
        {
            recorder.OnRegister(access);
        }
    }

    private sealed class Board(BoardRecording owner, IoMapper inner) : IoMapper
    {
        public override RegisterBlock MapRegisters(ulong address, ulong size, string label) => new Block(owner, inner.MapRegisters(address, size, label), label);

        public override DmaMemory MapMemory(ulong address, ulong size, string label) => inner.MapMemory(address, size, label);
    }

    private sealed class Block(BoardRecording owner, RegisterBlock inner, string label) : RegisterBlock
    {
        public override uint Read32(uint offset)
        {
            uint value = inner.Read32(offset);
            owner.OnAccess(false, label, offset, value);
            return value;
        }

        public override void Write32(uint offset, uint value)
        {
            owner.OnAccess(true, label, offset, value);
            inner.Write32(offset, value);
        }

        public override void DmaWriteBarrier() => inner.DmaWriteBarrier();
    }
}
