using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Gives the fake's registers and memory at the addresses of the SoC; blocks that are not modelled are plain storage.</summary>
public sealed class FakeBoard : IoMapper
{
    private const int MaxRegions = 64;

    private readonly ulong[] _registerAddress = new ulong[MaxRegions];
    private readonly RegisterBlock[] _registers = new RegisterBlock[MaxRegions];
    private readonly ulong[] _memoryAddress = new ulong[MaxRegions];
    private readonly DmaMemory[] _memory = new DmaMemory[MaxRegions];
    private int _registerCount;
    private int _memoryCount;

    /// <inheritdoc/>
    public override RegisterBlock MapRegisters(ulong address, ulong size, string label)
    {
        for (int i = 0; i < _registerCount; i++)
        {
            if (_registerAddress[i] == address) { return _registers[i]; }
        }
        RegisterBlock plain = new PlainRegisters();
        AddRegisters(address, plain);
        return plain;
    }

    /// <inheritdoc/>
    public override DmaMemory MapMemory(ulong address, ulong size, string label)
    {
        for (int i = 0; i < _memoryCount; i++)
        {
            if (_memoryAddress[i] == address && size <= (ulong)_memory[i].Size) { return _memory[i]; }
        }
        DmaMemory memory = new DmaMemory(address, (int)size);
        AddMemory(memory);
        return memory;
    }

    /// <summary>Puts registers at an address.</summary>
    public void AddRegisters(ulong address, RegisterBlock registers)
    {
        _registerAddress[_registerCount] = address;
        _registers[_registerCount++] = registers;
    }

    /// <summary>Puts memory at its address.</summary>
    public void AddMemory(DmaMemory memory)
    {
        _memoryAddress[_memoryCount] = memory.Address;
        _memory[_memoryCount++] = memory;
    }
}
