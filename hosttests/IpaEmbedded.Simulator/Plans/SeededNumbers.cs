namespace IpaEmbedded.Simulator;

/// <summary>Numbers of a seed, the same on every machine (SplitMix64, whose increment and multipliers are Steele, Lea and Flood's).</summary>
internal sealed class SeededNumbers(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong x = _state += 0x9e3779b97f4a7c15;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }

    /// <summary>A number from 0 up to, not including, the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A number between the two, which are included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>A number from 1, small ones often: every power of two up to the limit is as likely as another.</summary>
    public int Spread(int limit)
    {
        int bits = 32 - int.LeadingZeroCount(limit);
        return Math.Min(limit, 1 + Below(1 << Below(bits + 1)));
    }

    public T OneOf<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];
}
