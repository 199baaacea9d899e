using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Boot;

/// <summary>A board whose register blocks count what is written to them.</summary>
internal sealed class CountingBoard(IoMapper inner, RegisterCount count) : IoMapper
{
    public override RegisterBlock MapRegisters(ulong address, ulong size, string label) =>
        new CountingRegisters(inner.MapRegisters(address, size, label), count);

    public override DmaMemory MapMemory(ulong address, ulong size, string label) => inner.MapMemory(address, size, label);
}
