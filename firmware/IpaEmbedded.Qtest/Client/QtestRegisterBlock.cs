using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qtest;

/// <summary>Registers at a physical address of a machine behind a qtest connection.</summary>
public sealed class QtestRegisterBlock(QtestHardware hardware, ulong address) : RegisterBlock
{
    /// <inheritdoc/>
    public override uint Read32(uint offset) => hardware.Read32(address + offset);

    /// <inheritdoc/>
    public override void Write32(uint offset, uint value) => hardware.Write32(address + offset, value);

    /// <inheritdoc/>
    public override void DmaWriteBarrier() => hardware.Mirror.Send(barrier: true);
}
