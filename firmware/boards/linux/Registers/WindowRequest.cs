namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>A window that a node asks for, as its tree says.</summary>
/// <param name="Label">Who asks, for messages.</param>
/// <param name="Compatibles">The node's compatibles.</param>
/// <param name="Address">First byte on the node's bus.</param>
/// <param name="Size">Bytes.</param>
public sealed record WindowRequest(string Label, IReadOnlyList<string> Compatibles, ulong Address, ulong Size)
{
    /// <summary>The ranges of every bus from the node's own to the root's child; a bus without entries keeps addresses as they are.</summary>
    public IReadOnlyList<IReadOnlyList<BusRange>> Buses { get; init; } = [];

    /// <summary>The node's own reserved memory, which it may map although it is reserved.</summary>
    public IReadOnlyList<AddressRange> Own { get; init; } = [];

    /// <summary>The request in words, for messages.</summary>
    public override string ToString() => $"{Label}: 0x{Size:x} bytes at 0x{Address:x}";
}
