using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Hardware;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Interrupts;

/// <summary>The interrupt that says that data waits for a suspended endpoint; taking it brings the power up, which is all it takes.</summary>
public sealed class SuspendInterrupt
{
    private readonly IpaRegisters _table;
    private readonly RegisterBlock _registers;
    private readonly IpaInterrupts _interrupts;
    private uint _count;

    /// <summary>Creates the source.</summary>
    public SuspendInterrupt(IpaData data, RegisterBlock registers, IpaInterrupts interrupts)
    {
        _table = data.Registers;
        _registers = registers;
        _interrupts = interrupts;
    }

    /// <summary>How often it came.</summary>
    public uint Count
    {
        get { return _count; }
    }

    /// <summary>Enables the source.</summary>
    public void Setup()
    {
        _interrupts.Add(IpaInterrupt.TxSuspend, Handle);
    }

    /// <summary>Disables the source.</summary>
    public void Teardown()
    {
        _interrupts.Remove(IpaInterrupt.TxSuspend);
    }

    /// <summary>Says whether an endpoint may cause the interrupt.</summary>
    public void SetEndpoint(int id, bool enabled)
    {
        int word = EndpointSet.WordOf(id);
        uint bit = EndpointSet.BitOf(id);
        uint mask = BusCheck.Read(_registers, _table.IrqSuspendEn, word);
        _registers.Write32(_table.IrqSuspendEn.At(word), enabled ? mask | bit : mask & ~bit);
    }

    /// <summary>Acknowledges the endpoints that wait; also called by software where the hardware raises no interrupt.</summary>
    public void Handle()
    {
        _count++;
        for (int word = 0; word < _table.IrqSuspendInfo.Count; word++)
        {
            uint waiting = _registers.Read32(_table.IrqSuspendInfo.At(word));
            if (waiting != 0) { _registers.Write32(_table.IrqSuspendClr.At(word), waiting); }
        }
    }
}
