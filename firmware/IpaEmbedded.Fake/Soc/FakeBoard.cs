using System.Collections;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Gives the fake's registers and memory at the addresses of the SoC; blocks that are not modelled are plain storage.</summary>
public sealed class FakeBoard : IoMapper
{
    private readonly ArrayList _addresses = new ArrayList();
    private readonly ArrayList _registers = new ArrayList();
    private readonly ArrayList _memory = new ArrayList();

    /// <summary>Sees every access to registers that are mapped from now on, or null.</summary>
    public RegisterObserver Observer { get; set; }

    /// <inheritdoc/>
    public override RegisterBlock MapRegisters(ulong address, ulong size, string label)
    {
        RegisterBlock registers = FindRegisters(address);
        if (registers == null)
        {
            registers = new PlainRegisters(size);
            AddRegisters(address, registers);
        }
        return Observer == null ? registers : new ObservedRegisters(registers, label, Observer);
    }

    /// <inheritdoc/>
    public override DmaMemory MapMemory(ulong address, ulong size, string label)
    {
        for (int i = 0; i < _memory.Count; i++)
        {
            DmaMemory known = (DmaMemory)_memory[i];
            if (known.Address == address && size <= (ulong)known.Size) { return known; }
        }
        DmaMemory memory = new DmaMemory(address, (int)size);
        AddMemory(memory);
        return memory;
    }

    /// <summary>Puts registers at an address.</summary>
    public void AddRegisters(ulong address, RegisterBlock registers)
    {
        _addresses.Add(address);
        _registers.Add(registers);
    }

    /// <summary>Puts memory at its address.</summary>
    public void AddMemory(DmaMemory memory)
    {
        _memory.Add(memory);
    }

    private RegisterBlock FindRegisters(ulong address)
    {
        for (int i = 0; i < _registers.Count; i++)
        {
            if ((ulong)_addresses[i] == address) { return (RegisterBlock)_registers[i]; }
        }
        return null;
    }
}
