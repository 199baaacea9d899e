namespace IpaEmbedded.Ipa;

/// <summary>Who loads the firmware of the GSI.</summary>
public enum GsiFirmwareLoader
{
    /// <summary>The modem, which then raises "ipa-setup-ready".</summary>
    Modem = 0,

    /// <summary>This processor, through the secure monitor.</summary>
    Self = 1,

    /// <summary>Nobody: it runs already.</summary>
    Skip = 2,
}
