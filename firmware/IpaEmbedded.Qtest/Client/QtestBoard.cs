using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qtest;

/// <summary>Registers and memory of a machine behind a qtest connection, for a platform that boots from a device tree.</summary>
public sealed class QtestBoard(QtestHardware hardware) : IoMapper
{
    private readonly Dictionary<ulong, DmaMemory> _memory = [];

    /// <inheritdoc/>
    public override RegisterBlock MapRegisters(ulong address, ulong size, string label) => new QtestRegisterBlock(hardware, address);

    /// <summary>Gives the one copy of the memory at an address.</summary>
    public override DmaMemory MapMemory(ulong address, ulong size, string label)
    {
        if (!_memory.TryGetValue(address, out DmaMemory? memory))
        {
            memory = hardware.Mirror.AddDeviceMemory(address, (int)size);
            _memory.Add(address, memory);
        }
        return memory;
    }
}
