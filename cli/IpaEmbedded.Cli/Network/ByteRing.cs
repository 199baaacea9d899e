namespace IpaEmbedded.Cli.Network;

/// <summary>Bytes in the order in which they came, in an array that they go round in; there is none before the first byte comes.</summary>
internal sealed class ByteRing(int size)
{
    private byte[] _bytes = [];
    private int _start;

    /// <summary>Bytes that it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that it has room for.</summary>
    public int Free => size - Count;

    /// <summary>The oldest bytes, as many as lie together.</summary>
    public ReadOnlySpan<byte> First => _bytes.AsSpan(_start, Math.Min(Count, _bytes.Length - _start));

    /// <summary>Where bytes can be written that <see cref="Grow"/> then adds, as much as lies together.</summary>
    public Span<byte> Room
    {
        get
        {
            if (_bytes.Length == 0)
            {
                _bytes = new byte[size];
            }
            int end = (_start + Count) % _bytes.Length;
            return _bytes.AsSpan(end, Math.Min(Free, _bytes.Length - end));
        }
    }

    /// <summary>Adds bytes that were written into <see cref="Room"/>.</summary>
    public void Grow(int count) => Count += count;

    /// <summary>Adds bytes, of which there are no more than are free.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            Span<byte> room = Room;
            int count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            Count += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Forgets the oldest bytes.</summary>
    public void Skip(int count)
    {
        _start = (_start + count) % size;
        Count -= count;
    }

    /// <summary>Copies bytes that are so many behind the oldest.</summary>
    public void CopyTo(int offset, Span<byte> target)
    {
        int at = (_start + offset) % size;
        int count = Math.Min(target.Length, _bytes.Length - at);
        _bytes.AsSpan(at, count).CopyTo(target);
        _bytes.AsSpan(0, target.Length - count).CopyTo(target[count..]);
    }
}
