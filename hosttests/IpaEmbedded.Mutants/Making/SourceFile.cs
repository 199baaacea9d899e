using Microsoft.CodeAnalysis;

namespace IpaEmbedded.Mutants.Making;

/// <summary>A file of a project that is mutated: its text as a tree, and which of its lines are asked for.</summary>
/// <param name="Path">Path below the root of the repository, with forward slashes.</param>
/// <param name="Tree">The source as it is.</param>
/// <param name="Room">Name of the room that it belongs to; empty if none was chosen, then it only counts steps.</param>
/// <param name="Lines">The lines whose mutants are made; all if null.</param>
public sealed record SourceFile(string Path, SyntaxTree Tree, string Room, (int First, int Last)? Lines)
{
    /// <summary>Whether mutants of a line are made.</summary>
    public bool IsChosen(int line) => Room.Length > 0 && (Lines is not { } lines || (line >= lines.First && line <= lines.Last));
}
