using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Conformance;

/// <summary>A register block that writes a row for each access before it passes it on.</summary>
public class RecordingRegisters : RegisterBlock
{
    private readonly string _block;
    private readonly TraceWriter _trace;
    private readonly SharedMemoryWatch _watch;
    private readonly RegisterTable _table;

    /// <summary>Creates the recorder in front of a block.</summary>
    public RecordingRegisters(string block, RegisterBlock inner, RegisterTable table, TraceWriter trace, SharedMemoryWatch watch)
    {
        _block = block;
        Inner = inner;
        _table = table;
        _trace = trace;
        _watch = watch;
    }

    /// <summary>The block behind the recorder.</summary>
    protected RegisterBlock Inner { get; }

    /// <summary>Writes made so far.</summary>
    public long Writes { get; private set; }

    /// <inheritdoc/>
    public override uint Read32(uint offset)
    {
        uint value = Inner.Read32(offset);
        string? symbol = SymbolOf(offset, value);
        _trace.Write("r", Members(offset, value, symbol));
        _watch.Forget();
        return value;
    }

    /// <inheritdoc/>
    public override void Write32(uint offset, uint value)
    {
        Writes++;
        BeforeWrite(offset, value);
        _trace.Write("w", Members(offset, value, SymbolOf(offset, value)));
        Inner.Write32(offset, value);
        _watch.Forget();
    }

    /// <inheritdoc/>
    public override void DmaWriteBarrier() => Inner.DmaWriteBarrier();

    /// <summary>Called before a write is recorded.</summary>
    protected virtual void BeforeWrite(uint offset, uint value)
    {
    }

    /// <summary>The symbol of a value that is half of an address, or null.</summary>
    protected virtual string? SymbolOf(uint offset, uint value) => null;

    /// <summary>Finds the register at an offset and its instance.</summary>
    protected Register? Find(uint offset, out int index) => _table.Find(offset, out index);

    private string Members(uint offset, uint value, string? symbol)
    {
        Register? register = Find(offset, out int index);
        string text = $"\"blk\":\"{_block}\",\"off\":{TraceWriter.Hex(offset, 5)},\"val\":{TraceWriter.Hex(value, 8)},\"reg\":\"{register?.Name ?? "?"}\"";
        if (register is { Stride: > 0 }) { text += $",\"idx\":{index}"; }
        return symbol == null ? text : text + $",\"sym\":\"{symbol}\"";
    }
}
