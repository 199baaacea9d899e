namespace IpaEmbedded.Runtime.Interconnect;

/// <summary>The interconnect paths of one consumer, changed together: all or nothing.</summary>
public abstract class InterconnectPaths
{
    /// <summary>Number of paths.</summary>
    public abstract int Count { get; }

    /// <summary>Records the bandwidth of every path in kB/s; it counts while the paths are enabled.</summary>
    public abstract void SetBandwidth(uint[] averageKilobytesPerSecond, uint[] peakKilobytesPerSecond);

    /// <summary>Makes the recorded bandwidths count.</summary>
    public abstract void Enable();

    /// <summary>Makes every path count as zero.</summary>
    public abstract void Disable();

    /// <summary>Gives the paths back.</summary>
    public abstract void Release();
}
