namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Codes in ERROR_LOG (IPA reference, section 3.3).</summary>
public static class GsiErrorCode
{
    /// <summary>Invalid TRE.</summary>
    public const uint InvalidElement = 1;

    /// <summary>Out of buffers.</summary>
    public const uint OutOfBuffers = 2;

    /// <summary>Out of resources.</summary>
    public const uint OutOfResources = 3;

    /// <summary>Unsupported operation between environments.</summary>
    public const uint UnsupportedInterEnvironment = 4;

    /// <summary>No free event element.</summary>
    public const uint EventRingEmpty = 5;

    /// <summary>Event ring is not allocated.</summary>
    public const uint NotAllocatedEvent = 6;

    /// <summary>HWO is 1.</summary>
    public const uint ElementNotOwned = 8;

    /// <summary>TYPE: global.</summary>
    public const uint TypeGlobal = 1;

    /// <summary>TYPE: channel.</summary>
    public const uint TypeChannel = 2;

    /// <summary>TYPE: event ring.</summary>
    public const uint TypeEventRing = 3;
}
