using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>Finds the driver's writes to IPA-shared memory by comparing it with a copy before each row.</summary>
internal sealed class SharedMemoryWatch
{
    private readonly TraceWriter _trace;
    private readonly DmaMemory _shared;
    private readonly byte[] _copy;
    private readonly byte[] _now;

    /// <summary>Starts to watch; what the memory holds now is not the driver's.</summary>
    public SharedMemoryWatch(TraceWriter trace, DmaMemory shared)
    {
        _trace = trace;
        _shared = shared;
        _copy = new byte[shared.Size];
        _now = new byte[shared.Size];
        Forget();
        trace.BeforeRow = Report;
    }

    /// <summary>Takes what the memory holds as known: the hardware wrote it.</summary>
    public void Forget() => _shared.CopyTo(0, _copy, 0, _copy.Length);

    private void Report()
    {
        _shared.CopyTo(0, _now, 0, _now.Length);
        if (_now.AsSpan().SequenceEqual(_copy)) { return; }
        for (int at = 0; at < _now.Length;)
        {
            if (Same(at))
            {
                at += 4;
                continue;
            }
            int start = at;
            while (at < _now.Length && !Same(at)) { at += 4; }
            _trace.Append("mem", $"\"blk\":\"shared\",\"off\":{TraceWriter.Hex((ulong)start, 4)},\"len\":{at - start},\"data\":{TraceWriter.Bytes(_now.AsSpan(start, at - start))}");
        }
        _now.CopyTo(_copy, 0);
    }

    private bool Same(int at) => _now.AsSpan(at, 4).SequenceEqual(_copy.AsSpan(at, 4));
}
