using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.ReservedMemory;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>Opens the SMEM heap, whose node is the reserved memory itself or names it.</summary>
public sealed class SmemDriver : Driver
{
    private readonly SocServices _services;

    /// <summary>Creates the driver.</summary>
    public SmemDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,smem" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        uint[] arguments;
        HardwareSpinlockProvider locks =
            (HardwareSpinlockProvider)device.Provider("hwlocks", "#hwlock-cells", 0, HardwareSpinlockProvider.ProviderKind, out arguments);
        HardwareSpinlock hardwareLock = locks.Translate(arguments);
        if (hardwareLock == null) { throw device.Error("hwlocks", "a lock from 0 to 31"); }
        SmemHeap heap = new SmemHeap(MapHeap(device), hardwareLock);
        heap.Open();
        _services.SetSharedMemory(heap);
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        _services.SetSharedMemory(null);
    }

    private static DmaMemory MapHeap(Device device)
    {
        if (!device.HasProperty("memory-region")) { return device.MapMemory(0); }
        ReservedMemoryRegion region = device.ReservedMemory(0);
        return device.Platform.Board.MapMemory(region.Address, region.Size, region.Name);
    }
}
