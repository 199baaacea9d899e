namespace IpaEmbedded.Runtime.Firmware;

/// <summary>Where firmware files come from: a folder, a flash partition, memory of a test.</summary>
public abstract class FirmwareStore
{
    /// <summary>The whole file of that name ("qcom/sdm845/ipa_fws.mdt"), or null when there is none.</summary>
    public abstract byte[] Open(string name);
}
