namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>What may be mapped: a compatible of the node (null: any), and the range in which its windows lie.</summary>
public sealed record AllowedWindow(string? Compatible, AddressRange Range)
{
    /// <summary>Whether a node may map its window, which begins at an address of the processor.</summary>
    public bool Allows(WindowRequest request, ulong address) => (Compatible is null || request.Compatibles.Contains(Compatible)) && Range.Contains(address, request.Size);
}
