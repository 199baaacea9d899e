using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Conformance;

/// <summary>The chip of a conformance run, in this process or behind a connection, and what a scenario does to it.</summary>
public abstract class ConformanceHardware
{
    /// <summary>The event loop that the driver runs on.</summary>
    public abstract EventLoop Loop { get; }

    /// <summary>The memory that the driver allocates from.</summary>
    public abstract DmaHeap Heap { get; }

    /// <summary>The driver's buffers by address.</summary>
    public abstract FakeMemory Buffers { get; }

    public abstract RegisterBlock Ipa { get; }

    public abstract RegisterBlock Gsi { get; }

    public abstract DmaMemory SharedMemory { get; }

    public abstract InterruptLine IpaLine { get; }

    public abstract InterruptLine GsiLine { get; }

    /// <summary>What the driver did against the hardware's rules; empty if nothing.</summary>
    public abstract string Violations { get; }

    /// <summary>Switches clock and interconnects.</summary>
    public abstract void SetPowered(bool powered);

    /// <summary>Says which step begins, for reports.</summary>
    public abstract void BeginStep(string name);

    /// <summary>Lets a channel that is told to stop say so many times that it is still busy.</summary>
    public abstract void StopAgain(int count);

    /// <summary>Answers so many generic commands of an opcode with RETRY.</summary>
    public abstract void RetryGeneric(uint opcode, int count);

    /// <summary>Holds a channel back, or lets it go.</summary>
    public abstract void Hold(int channel, bool hold);

    /// <summary>Fills the next buffer of a receiving endpoint.</summary>
    public abstract void Deliver(int endpoint, byte[] data);

    public abstract void RaiseSuspend(int endpoint);

    public abstract void FinishMicrocontroller();

    public abstract void RaiseMicrocontrollerEvent(byte value);
}
