namespace IpaEmbedded.NanoBuild;

/// <summary>What became of one room.</summary>
/// <param name="Name">Name of its assembly.</param>
/// <param name="Messages">What the compiler said.</param>
/// <param name="Findings">What the subset's scanner found.</param>
/// <param name="Image">The .dll; null if it did not compile, or was not compiled.</param>
/// <param name="Symbols">Its .pdb.</param>
/// <param name="Size">What it takes on the target; null without the .dll.</param>
/// <param name="Missing">Libraries and rooms without which it was not compiled.</param>
public sealed record BuiltRoom(
    string Name, IReadOnlyList<CompilerMessage> Messages, IReadOnlyList<SubsetFinding> Findings, byte[]? Image, byte[]? Symbols, AssemblySize? Size, IReadOnlyList<string> Missing)
{
    /// <summary>True if there is something that its author has to change.</summary>
    public bool IsWrong => Findings.Count > 0 || Size?.Overflow is not null || Messages.Any(message => message.IsError);
}
