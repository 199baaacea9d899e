namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>States of a channel: CHSTATE (IPA reference, section 3.5).</summary>
public static class ChannelState
{
    /// <summary>NOT_ALLOCATED.</summary>
    public const uint NotAllocated = 0;

    /// <summary>ALLOCATED.</summary>
    public const uint Allocated = 1;

    /// <summary>STARTED.</summary>
    public const uint Started = 2;

    /// <summary>STOPPED.</summary>
    public const uint Stopped = 3;

    /// <summary>STOP_IN_PROC.</summary>
    public const uint StopInProgress = 4;

    /// <summary>FLOW_CONTROLLED (v4.2 to v4.9).</summary>
    public const uint FlowControlled = 5;

    /// <summary>ERROR.</summary>
    public const uint Error = 0xf;
}
