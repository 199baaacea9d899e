namespace IpaEmbedded.DeviceTree;

/// <summary>The release of dtc whose rules hold where releases differ.</summary>
public enum DtcRelease
{
    /// <summary>1.6.1, that of Debian 12 and of the kernel's longterm trees.</summary>
    Dtc16,

    /// <summary>1.8.1: numbers are cut to their element with a warning, what fixups cannot say is refused, an overlay leaves the phandles of its base.</summary>
    Dtc18,
}
