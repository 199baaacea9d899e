namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>A window that may be mapped: its bytes, and the whole pages around them that the kernel maps.</summary>
public sealed record MappingWindow(string Label, ulong Address, ulong Size, ulong PageAddress, ulong PageBytes)
{
    /// <summary>The plan in words, one line, for a dry run.</summary>
    public override string ToString() => $"{Label}: 0x{Size:x} bytes at 0x{Address:x}, mapped as 0x{PageBytes:x} at 0x{PageAddress:x}";
}
