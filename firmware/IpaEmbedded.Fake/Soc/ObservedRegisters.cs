using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Passes accesses on to a block of registers and tells an observer of each.</summary>
public sealed class ObservedRegisters : RegisterBlock
{
    private readonly RegisterBlock _inner;
    private readonly string _label;
    private readonly RegisterObserver _observer;

    /// <summary>Puts an observer before a block; the label is the block's name for it.</summary>
    public ObservedRegisters(RegisterBlock inner, string label, RegisterObserver observer)
    {
        _inner = inner;
        _label = label;
        _observer = observer;
    }

    /// <inheritdoc/>
    public override uint Read32(uint offset)
    {
        return _observer.OnRead(_label, offset, _inner.Read32(offset));
    }

    /// <inheritdoc/>
    public override void Write32(uint offset, uint value)
    {
        _observer.OnWrite(_label, offset, value);
        _inner.Write32(offset, value);
        _observer.OnWritten(_label, offset, value);
    }

    /// <inheritdoc/>
    public override void DmaWriteBarrier()
    {
        _inner.DmaWriteBarrier();
    }
}
