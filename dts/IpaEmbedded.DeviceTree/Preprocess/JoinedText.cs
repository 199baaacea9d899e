namespace IpaEmbedded.DeviceTree;

/// <summary>
/// A text whose lines are joined where a backslash ends them, before anything else looks at it: comments, strings and names may go on
/// in the next line. It knows where each byte was written.
/// </summary>
internal sealed class JoinedText
{
    private readonly List<(int At, int Removed)> _joins = [];

    private JoinedText(byte[] bytes)
    {
        Bytes = bytes;
    }

    /// <summary>The text with its lines joined; the text itself if none is.</summary>
    public byte[] Bytes { get; private set; }

    public static JoinedText Of(byte[] text)
    {
        var joined = new JoinedText(text);
        int backslash = text.AsSpan().IndexOf((byte)'\\');
        byte[]? bytes = null;
        int length = 0, taken = 0;
        while (backslash >= 0)
        {
            int removed = LineSplice.LengthAt(text, backslash, text.Length);
            if (removed > 0)
            {
                bytes ??= new byte[text.Length];
                text.AsSpan(taken, backslash - taken).CopyTo(bytes.AsSpan(length));
                length += backslash - taken;
                taken = backslash + removed;
                joined._joins.Add((length, taken - length));
            }
            int from = Math.Max(taken, backslash + 1);
            int next = text.AsSpan(from).IndexOf((byte)'\\');
            backslash = next < 0 ? -1 : from + next;
        }
        if (bytes is not null)
        {
            text.AsSpan(taken).CopyTo(bytes.AsSpan(length));
            joined.Bytes = bytes[..(length + text.Length - taken)];
        }
        return joined;
    }

    /// <summary>Where the byte at a place of the joined text was written.</summary>
    public int Original(int at)
    {
        int join = JoinsUpTo(at);
        return join == 0 ? at : at + _joins[join - 1].Removed;
    }

    /// <summary>The next place behind this one at which a line was joined; the end if there is none before it.</summary>
    public int NextJoin(int at, int end)
    {
        int join = JoinsUpTo(at);
        return join < _joins.Count ? Math.Min(_joins[join].At, end) : end;
    }

    private int JoinsUpTo(int at)
    {
        int low = 0;
        for (int high = _joins.Count; low < high;)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _joins[middle].At <= at ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
