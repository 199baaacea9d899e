namespace IpaEmbedded.Boards.Linux.Memory;

/// <summary>Memory whose bus addresses follow each other, mapped into the process until it is disposed; a <see cref="RegionHeap"/> divides it.</summary>
public sealed class DmaRegion : IDisposable
{
    private Action? _release;

    /// <summary>Describes mapped memory; the action unmaps it.</summary>
    public DmaRegion(string name, nint mapped, ulong busAddress, long size, Action release)
    {
        Name = name;
        Mapped = mapped;
        BusAddress = busAddress;
        Size = size;
        _release = release;
    }

    /// <summary>Where the memory comes from, for messages.</summary>
    public string Name { get; }

    /// <summary>Address of the first byte in this process.</summary>
    public nint Mapped { get; }

    /// <summary>Address of the first byte for the device.</summary>
    public ulong BusAddress { get; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _release?.Invoke();
        _release = null;
    }
}
