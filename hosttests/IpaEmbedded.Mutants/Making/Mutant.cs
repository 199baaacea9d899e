namespace IpaEmbedded.Mutants.Making;

/// <summary>One change of the product that is a switch of the mutated assembly.</summary>
/// <param name="Number">The switch's number in this build, from 1.</param>
/// <param name="Id">Names the mutant also after unrelated edits: file, member, change, and which of several alike.</param>
/// <param name="Room">The folder that it counts to.</param>
/// <param name="File">Path below the root of the repository.</param>
/// <param name="Line">Line of the change, from 1.</param>
/// <param name="Kind">What is changed.</param>
/// <param name="Change">The change in words of the source.</param>
/// <param name="IsStatic">It is in code that a process executes once: each one needs a process of its own.</param>
public sealed record Mutant(int Number, string Id, string Room, string File, int Line, MutantKind Kind, string Change, bool IsStatic);
