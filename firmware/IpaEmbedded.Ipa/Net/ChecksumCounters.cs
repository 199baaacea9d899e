namespace IpaEmbedded.Ipa.Net;

/// <summary>What became of checksums, under the names that ethtool shows for rmnet devices; counts only grow.</summary>
public sealed class ChecksumCounters
{
    /// <summary>Checksum ok.</summary>
    public ulong Ok;

    /// <summary>Bad IPv4 header checksum.</summary>
    public ulong BadIpv4Header;

    /// <summary>Checksum valid bit not set.</summary>
    public ulong ValidUnset;

    /// <summary>Checksum validation failed.</summary>
    public ulong ValidationFailed;

    /// <summary>Checksum error bad buffer.</summary>
    public ulong BadBuffer;

    /// <summary>Checksum error bad ip version.</summary>
    public ulong BadIpVersion;

    /// <summary>Checksum error bad transport.</summary>
    public ulong BadTransport;

    /// <summary>Checksum skipped on ip fragment.</summary>
    public ulong SkippedFragment;

    /// <summary>Checksum skipped.</summary>
    public ulong Skipped;

    /// <summary>Checksum computed in software.</summary>
    public ulong ComputedInSoftware;

    /// <summary>Checksum computed in hardware.</summary>
    public ulong ComputedInHardware;
}
