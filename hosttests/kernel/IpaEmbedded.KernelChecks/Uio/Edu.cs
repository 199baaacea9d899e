using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.KernelChecks.Uio;

/// <summary>The edu device as its driver has it: registers and interrupt, by which it is asked and answers.</summary>
internal sealed class Edu
{
    // Microseconds; a transfer takes the device 100 ms of the machine's time.
    private const long Patience = 10_000_000;

    private static readonly EduRegisters Registers = new();

    private readonly EventLoop _loop;
    private readonly RegisterBlock _block;
    private readonly ConsumerInterrupt _interrupt;
    private readonly Completion _raised = new();

    public Edu(Device device)
    {
        _loop = device.Loop;
        _block = device.MapRegisters(0);
        _interrupt = device.Interrupt(0);
        // Whatever was left of somebody before.
        Write(Registers.InterruptAcknowledge, uint.MaxValue);
        _interrupt.Request(OnInterrupt);
        device.OnRelease(_interrupt.Free);
    }

    /// <summary>Its registers, for accesses that have no name.</summary>
    public RegisterBlock Block => _block;

    /// <summary>Whether the handler acknowledges, as it should.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>How many interrupts have come.</summary>
    public int Count { get; private set; }

    /// <summary>The interrupt status that the handler last read.</summary>
    public uint LastStatus { get; private set; }

    public uint Identification => Read(Registers.Identification);

    public uint InterruptStatus => Read(Registers.InterruptStatus);

    /// <summary>Asks the device to invert a word.</summary>
    public uint Invert(uint value)
    {
        Write(Registers.Liveness, value);
        return Read(Registers.Liveness);
    }

    /// <summary>Asks for a factorial and reads until the device is no longer busy.</summary>
    public uint ComputeFactorial(uint number)
    {
        Write(Registers.Status, 0);
        Write(Registers.Factorial, number);
        long end = _loop.Now + Patience;
        while (Registers.Computing.IsSet(Read(Registers.Status)))
        {
            if (_loop.Now >= end) { throw new HardwareException("edu: the factorial is computed for ever"); }
            _loop.Sleep(1000);
        }

        return Read(Registers.Factorial);
    }

    /// <summary>Asks for a factorial and waits for the interrupt that tells its end.</summary>
    public uint WaitForFactorial(uint number)
    {
        _raised.Reset();
        Write(Registers.Status, Registers.InterruptAtEnd.Mask);
        Write(Registers.Factorial, number);
        Wait("the end of a factorial");
        Write(Registers.Status, 0);
        return Read(Registers.Factorial);
    }

    /// <summary>Raises the interrupt and waits until the handler has run.</summary>
    public void Raise(uint status)
    {
        _raised.Reset();
        Write(Registers.InterruptRaise, status);
        Wait("the interrupt that was raised");
    }

    /// <summary>Waits for another interrupt, whoever has raised it.</summary>
    public void WaitForInterrupt()
    {
        _raised.Reset();
        Wait("another interrupt");
    }

    /// <summary>Has bytes copied between the machine's memory and the device's, and waits for the interrupt that tells the end.</summary>
    public void Transfer(ulong memory, int bytes, bool toMemory)
    {
        _raised.Reset();
        Write(Registers.TransferSource, toMemory ? EduRegisters.Buffer : (uint)memory);
        Write(Registers.TransferTarget, toMemory ? (uint)memory : EduRegisters.Buffer);
        Write(Registers.TransferBytes, (uint)bytes);
        _block.DmaWriteBarrier();
        Write(Registers.TransferCommand, Registers.Start.Mask | Registers.InterruptWhenDone.Mask | (toMemory ? Registers.ToMemory.Mask : 0));
        Wait("the end of a transfer");
    }

    private void Wait(string what)
    {
        if (!_loop.Wait(_raised, Patience)) { throw new HardwareException($"edu: {what} has not come, interrupt status 0x{InterruptStatus:x}"); }
    }

    private void OnInterrupt()
    {
        Count++;
        LastStatus = InterruptStatus;
        if (Acknowledges) { Write(Registers.InterruptAcknowledge, LastStatus); }
        _raised.Complete();
    }

    private uint Read(Register register) => _block.Read32(register.Offset);

    private void Write(Register register, uint value) => _block.Write32(register.Offset, value);
}
