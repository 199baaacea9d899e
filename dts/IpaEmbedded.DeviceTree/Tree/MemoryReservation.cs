namespace IpaEmbedded.DeviceTree;

/// <summary>A range of physical memory that nobody may use: an entry of the memory reserve map.</summary>
public sealed record MemoryReservation(ulong Address, ulong SizeBytes)
{
    /// <summary>The labels in front of it; the last one attached comes first.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
