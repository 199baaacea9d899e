using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Memory;

/// <summary>The heap of a board without memory for DMA.</summary>
internal sealed class NoHeap : DmaHeap
{
    /// <inheritdoc/>
    public override DmaMemory Allocate(string label, int size, int alignment) =>
        throw new HardwareException($"no room for {label}: this board was given no memory for DMA");

    /// <inheritdoc/>
    public override void Free(DmaMemory memory) => throw new InvalidOperationException("this board has given out no memory");
}
