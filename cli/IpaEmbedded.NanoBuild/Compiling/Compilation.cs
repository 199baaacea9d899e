namespace IpaEmbedded.NanoBuild;

/// <summary>What the compiler made of sources.</summary>
/// <param name="Image">The .dll; null if there were errors.</param>
/// <param name="Symbols">Its portable .pdb; null if there were errors.</param>
/// <param name="Messages">What the compiler said.</param>
public sealed record Compilation(byte[]? Image, byte[]? Symbols, IReadOnlyList<CompilerMessage> Messages);
