using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Memory;

/// <summary>
/// Memory whose bus addresses follow each other, mapped into the process until it is disposed; a <see cref="RegionHeap"/> divides it. What was
/// handed out of it throws from then on.
/// </summary>
public sealed class DmaRegion : IDisposable
{
    private readonly HashSet<DmaMemory> _parts = [];
    private readonly nint _mapped;
    private Action? _release;

    /// <summary>Describes mapped memory; the action unmaps it.</summary>
    public DmaRegion(string name, nint mapped, ulong busAddress, long size, Action release)
    {
        Name = name;
        _mapped = mapped;
        BusAddress = busAddress;
        Size = size;
        _release = release;
    }

    /// <summary>Where the memory comes from, for messages.</summary>
    public string Name { get; }

    /// <summary>Address of the first byte for the device.</summary>
    public ulong BusAddress { get; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; }

    /// <summary>A part of the region, as it is; the region stays alive with it.</summary>
    /// <exception cref="ObjectDisposedException">The region is no longer mapped.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie inside the region.</exception>
    public DmaMemory Take(long offset, int size)
    {
        ObjectDisposedException.ThrowIf(_release is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size - offset, nameof(size));
        var part = new DmaMemory(this, _mapped + (nint)offset, BusAddress + (ulong)offset, size);
        _parts.Add(part);
        return part;
    }

    /// <summary>Takes a part back: whoever still has it can no longer use it.</summary>
    public void GiveBack(DmaMemory part)
    {
        if (_parts.Remove(part)) { part.Revoke($"{Name}: the memory was freed"); }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Revoke($"{Name} is no longer mapped");
        }

        _parts.Clear();
        _release?.Invoke();
        _release = null;
    }
}
