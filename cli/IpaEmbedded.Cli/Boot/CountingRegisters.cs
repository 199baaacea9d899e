using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Boot;

/// <summary>Counts writes on their way to a register block.</summary>
internal sealed class CountingRegisters(RegisterBlock inner, RegisterCount count) : RegisterBlock
{
    public override uint Read32(uint offset) => inner.Read32(offset);

    public override void Write32(uint offset, uint value)
    {
        count.Writes++;
        inner.Write32(offset, value);
    }

    public override void DmaWriteBarrier() => inner.DmaWriteBarrier();
}
