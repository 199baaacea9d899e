using IpaEmbedded.Qualcomm.Smem;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>An SMP2P state that writes a row per change.</summary>
internal sealed class RecordedState(TraceWriter trace, string name, int bit) : SmemState
{
    public override int Bit => bit;

    public override void Update(uint mask, uint value)
        => trace.Write("smp2p", $"\"op\":\"update\",\"name\":\"{name}\",\"mask\":{TraceWriter.Hex(mask)},\"val\":{TraceWriter.Hex(value)}");

    public override void Release() => trace.Write("smp2p", $"\"op\":\"put\",\"name\":\"{name}\"");
}
