namespace IpaEmbedded.Cli.Runs;

/// <summary>
/// Follows the transfer rings as the hardware sees them: where each lies, up to where the driver rang for it, and which
/// element the last event completed. Of transmit channels it also keeps what was rung for and is not complete yet.
/// </summary>
internal sealed class RingLevels
{
    private const int ElementSize = 16;

    // What waits for a completion that never comes must not grow without end.
    private const int MaxPending = 1024;

    private readonly Dictionary<int, Ring> _rings = [];

    /// <summary>Takes note of a register write; a channel if it changed the level of that one, else -1.</summary>
    public int OnWrite(string register, int index, Func<string, uint> field, uint value, RunMoment at)
    {
        switch (register)
        {
            case "CH_C_CNTXT_1":
                Of(index).Bytes = field("R_LENGTH");
                return -1;
            case "CH_C_CNTXT_2":
                Of(index).Restart(value);
                return -1;
            case "CH_C_DOORBELL_0" when _rings.TryGetValue(index, out Ring? ring):
                ring.RingFor(value, at);
                return index;
            default:
                return -1;
        }
    }

    /// <summary>An event completed everything up to an element; the moments of the doorbells that are answered thereby.</summary>
    public IReadOnlyList<RunMoment> OnEvent(int channel, ulong element) => _rings.TryGetValue(channel, out Ring? ring) ? ring.Complete((uint)element) : [];

    /// <summary>The channel was reset, so its ring is empty.</summary>
    public void OnReset(int channel)
    {
        if (_rings.TryGetValue(channel, out Ring? ring))
        {
            ring.Restart(ring.Base);
        }
    }

    /// <summary>The level of a channel's ring.</summary>
    public RunLevel At(int channel, RunMoment at) => new(channel, at, (int)(Of(channel).Given / ElementSize), (int)(Of(channel).Bytes / ElementSize));

    private Ring Of(int channel)
    {
        if (!_rings.TryGetValue(channel, out Ring? ring))
        {
            _rings.Add(channel, ring = new Ring());
        }
        return ring;
    }

    private sealed class Ring
    {
        private readonly Queue<(long Bytes, RunMoment At)> _pending = new();
        private uint _write;
        private uint _read;
        private long _rung;
        private long _done;

        public uint Base { get; private set; }

        public uint Bytes { get; set; }

        public long Given => _rung - _done;

        public void Restart(uint address)
        {
            Base = address;
            _write = _read = 0;
            _rung = _done = 0;
            _pending.Clear();
        }

        public void RingFor(uint pointer, RunMoment at)
        {
            if (Offset(pointer) is { } offset)
            {
                _rung += Distance(_write, offset);
                _write = offset;
                if (_pending.Count < MaxPending)
                {
                    _pending.Enqueue((_rung, at));
                }
            }
        }

        public IReadOnlyList<RunMoment> Complete(uint element)
        {
            if (Offset(element) is not { } offset)
            {
                return [];
            }
            uint next = (offset + ElementSize) % Bytes;
            _done = Math.Min(_rung, _done + Distance(_read, next));
            _read = next;
            var answered = new List<RunMoment>();
            while (_pending.TryPeek(out (long Bytes, RunMoment At) first) && first.Bytes <= _done)
            {
                answered.Add(_pending.Dequeue().At);
            }
            return answered;
        }

        private uint? Offset(uint pointer) => Bytes >= ElementSize && pointer - Base < Bytes ? pointer - Base : null;

        private long Distance(uint from, uint to) => (to + Bytes - from) % Bytes;
    }
}
