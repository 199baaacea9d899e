using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.FirmwareLoading;

/// <summary>Loads and authenticates firmware of a peripheral through the secure monitor.</summary>
public abstract class FirmwareService
{
    /// <summary>Whether the secure monitor offers authentication.</summary>
    public abstract bool IsAvailable { get; }

    /// <summary>
    /// Finds the firmware file, loads its segments into the memory region (physical address and size in bytes), and has the
    /// secure monitor authenticate and start it under the peripheral's id.
    /// </summary>
    /// <exception cref="HardwareException">The file is missing or malformed, does not fit, or was refused.</exception>
    public abstract void LoadAndStart(string name, uint peripheralId, ulong regionAddress, ulong regionSize);
}
