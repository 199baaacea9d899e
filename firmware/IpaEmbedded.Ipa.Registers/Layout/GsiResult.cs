namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Results of a generic command: GENERIC_EE_RESULT (IPA reference, section 3.3).</summary>
public static class GsiResult
{
    /// <summary>Done.</summary>
    public const uint Success = 1;

    /// <summary>The channel is in another state.</summary>
    public const uint IncorrectChannelState = 2;

    /// <summary>Wrong direction.</summary>
    public const uint IncorrectDirection = 3;

    /// <summary>Wrong type of channel.</summary>
    public const uint IncorrectChannelType = 4;

    /// <summary>No such channel.</summary>
    public const uint IncorrectChannel = 5;

    /// <summary>Try again.</summary>
    public const uint Retry = 6;

    /// <summary>No resources.</summary>
    public const uint NoResources = 7;
}
