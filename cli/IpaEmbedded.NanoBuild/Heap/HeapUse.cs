namespace IpaEmbedded.NanoBuild;

/// <summary>What an application takes of a board's heap of 32 bits, by the model of <see cref="HeapProgram"/>.</summary>
/// <param name="Live">Bytes of what it can reach when it has done everything.</param>
/// <param name="Objects">Number of these objects.</param>
public sealed record HeapUse(long Live, int Objects)
{
    /// <summary>
    /// Bytes beyond: stacks, tables of the assemblies, what a collection leaves between objects. Measured on the 32-bit interpreter of nanoFramework, whose heap was made
    /// smaller until the application failed: 46 kB above 517 kB of objects, 57 kB above 1,534 kB.
    /// </summary>
    public const int Beyond = 60000;

    /// <summary>Bytes of heap with which it works.</summary>
    public long Needed => Live + Beyond;
}
