using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>A register block that writes a row for each access before it passes it on.</summary>
internal class RecordingRegisters(string block, RegisterBlock inner, RegisterTable registers, TraceWriter trace, SharedMemoryWatch watch) : RegisterBlock
{
    /// <summary>Where rows are written.</summary>
    protected TraceWriter Trace { get; } = trace;

    /// <inheritdoc/>
    public override uint Read32(uint offset)
    {
        uint value = inner.Read32(offset);
        Row("r", offset, value);
        watch.Forget();
        return value;
    }

    /// <inheritdoc/>
    public override void Write32(uint offset, uint value)
    {
        BeforeWrite(registers.Find(offset, out int index), index, value);
        Row("w", offset, value);
        inner.Write32(offset, value);
        watch.Forget();
    }

    /// <inheritdoc/>
    public override void DmaWriteBarrier() => inner.DmaWriteBarrier();

    /// <summary>Called before a write is recorded.</summary>
    protected virtual void BeforeWrite(Register? register, int index, uint value)
    {
    }

    /// <summary>The symbol of a value that is half of an address, or null.</summary>
    protected virtual string? SymbolOf(Register? register, int index, uint value) => null;

    private void Row(string kind, uint offset, uint value)
    {
        Register? register = registers.Find(offset, out int index);
        string text = $"\"blk\":\"{block}\",\"off\":{TraceWriter.Hex(offset, 5)},\"val\":{TraceWriter.Hex(value, 8)},\"reg\":\"{register?.Name ?? "?"}\"";
        if (register is { Stride: > 0 }) { text += $",\"idx\":{index}"; }
        if (SymbolOf(register, index, value) is { } symbol) { text += $",\"sym\":\"{symbol}\""; }
        Trace.Write(kind, text);
    }
}
