using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Conformance;

/// <summary>The fake chip in this process, acting at once.</summary>
public sealed class FakeConformanceHardware : ConformanceHardware
{
    /// <summary>Creates a chip without power.</summary>
    public FakeConformanceHardware(string compatible)
        : this(Chips.For(compatible))
    {
    }

    /// <summary>Creates a chip of any kind, without power.</summary>
    public FakeConformanceHardware(ChipDescription description)
    {
        Loop = new EventLoop(new VirtualTime());
        Chip = new FakeChip(Loop, description, ChipTiming.Immediate(), Buffers);
    }

    public FakeChip Chip { get; }

    public override EventLoop Loop { get; }

    public override DmaHeap Heap => Buffers;

    public override FakeMemory Buffers { get; } = new();

    public override RegisterBlock Ipa => Chip.Ipa;

    public override RegisterBlock Gsi => Chip.Gsi;

    public override DmaMemory SharedMemory => Chip.SharedMemory;

    public override InterruptLine IpaLine => Chip.IpaLine;

    public override InterruptLine GsiLine => Chip.GsiLine;

    public override string Violations => Chip.Sanitizer.Text();

    public override void SetPowered(bool powered) => Chip.SetPowered(powered);

    public override void BeginStep(string name) => Chip.Sanitizer.Stage = name;

    public override void StopAgain(int count) => Chip.Faults.StopInProgressCount = count;

    public override void RetryGeneric(uint opcode, int count) => Chip.Faults.GenericRetries[opcode] = count;

    public override void Hold(int channel, bool hold) => Chip.Gsi.Hold(channel, hold);

    public override void Deliver(int endpoint, byte[] data) => Chip.Pipeline.DeliverBuffer(endpoint, data, data.Length);

    public override void RaiseSuspend(int endpoint) => Chip.Ipa.RaiseSuspend(endpoint);

    public override void FinishMicrocontroller() => Chip.Microcontroller.FinishInit();

    public override void RaiseMicrocontrollerEvent(byte value) => Chip.Microcontroller.RaiseEvent(value, 0);
}
