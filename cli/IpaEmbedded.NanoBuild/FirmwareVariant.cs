namespace IpaEmbedded.NanoBuild;

/// <summary>What is built for a nanoFramework board.</summary>
public enum FirmwareVariant
{
    /// <summary>The IPA and its driver on the fake chip, in virtual time; also for the virtual device.</summary>
    IpaSimulated,

    /// <summary>The IPA's driver on registers and memory through the firmware's native code.</summary>
    IpaHardware,

    /// <summary>Somebody's application.</summary>
    Application,
}
