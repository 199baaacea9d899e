namespace IpaEmbedded.Cli.Capture;

/// <summary>Link types of pcapng interfaces, as registered for capture files.</summary>
public enum LinkType
{
    /// <summary>IP packets without any header in front.</summary>
    RawIp = 101,

    /// <summary>First type for private use; here QMAP frames.</summary>
    User0 = 147,

    /// <summary>Second type for private use; here QMI messages.</summary>
    User1 = 148,
}
