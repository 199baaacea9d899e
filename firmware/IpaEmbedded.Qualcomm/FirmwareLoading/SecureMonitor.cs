namespace IpaEmbedded.Qualcomm.FirmwareLoading;

/// <summary>The calls into TrustZone that load peripherals; each returns 0 for success, else TrustZone's own error number.</summary>
public abstract class SecureMonitor
{
    /// <summary>Whether TrustZone can load this peripheral.</summary>
    public abstract bool Supports(uint peripheralId);

    /// <summary>Hands over headers and hashes of an image, which lie in memory at a physical address.</summary>
    public abstract int InitializeImage(uint peripheralId, ulong metadataAddress, int metadataSize);

    /// <summary>Says where a relocatable image was loaded.</summary>
    public abstract int SetUpMemory(uint peripheralId, ulong address, ulong size);

    /// <summary>Checks the loaded image and starts the peripheral.</summary>
    public abstract int AuthenticateAndReset(uint peripheralId);

    /// <summary>Stops the peripheral.</summary>
    public abstract int ShutDown(uint peripheralId);
}
