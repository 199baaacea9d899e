namespace IpaEmbedded.Fake;

/// <summary>How long the hardware takes: nothing at all, or seeded latencies that repeat with the seed.</summary>
public sealed class ChipTiming
{
    private readonly bool _immediate;
    private readonly uint _seed;
    private uint _state;

    private ChipTiming(bool immediate, uint seed)
    {
        _immediate = immediate;
        _seed = seed;
        _state = seed == 0 ? 0x9e3779b9 : seed;
    }

    /// <summary>Hardware that acts at once: the contract of the conformance traces.</summary>
    public static ChipTiming Immediate()
    {
        return new ChipTiming(true, 0);
    }

    /// <summary>Hardware that takes its time; the same seed gives the same run.</summary>
    public static ChipTiming Latency(uint seed)
    {
        return new ChipTiming(false, seed);
    }

    /// <summary>Whether hardware acts at once.</summary>
    public bool IsImmediate
    {
        get { return _immediate; }
    }

    /// <summary>The seed.</summary>
    public uint Seed
    {
        get { return _seed; }
    }

    /// <summary>Microseconds until a channel, event ring or generic command is done.</summary>
    public int Command()
    {
        return Draw(2, 120);
    }

    /// <summary>Microseconds from a doorbell until the elements are executed.</summary>
    public int Doorbell()
    {
        return Draw(1, 30);
    }

    /// <summary>Microseconds that the modem takes for an answer.</summary>
    public int ModemAnswer()
    {
        return Draw(50, 3000);
    }

    /// <summary>Microseconds between two steps of the modem's boot.</summary>
    public int ModemStep()
    {
        return Draw(2000, 40000);
    }

    /// <summary>Microseconds from an uplink packet to the answer of the network.</summary>
    public int Network()
    {
        return Draw(20, 800);
    }

    /// <summary>Next number of the seeded sequence, between the two given; 0 when hardware acts at once.</summary>
    public int Draw(int minimum, int maximum)
    {
        if (_immediate) { return 0; }
        uint x = _state;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        _state = x;
        return minimum + (int)(x % (uint)(maximum - minimum + 1));
    }
}
