namespace IpaEmbedded.DeviceTree;

/// <summary>What a check found out about a node for the checks after it.</summary>
internal sealed class NodeFacts
{
    /// <summary>Of a node that no check knows anything about.</summary>
    public static readonly NodeFacts None = new();

    public BusKind Bus { get; set; }

    /// <summary>The node's own <c>#address-cells</c>; -1 if it has none.</summary>
    public long AddressCells { get; set; } = -1;

    /// <summary>The node's own <c>#size-cells</c>; -1 if it has none.</summary>
    public long SizeCells { get; set; } = -1;
}
