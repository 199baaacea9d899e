namespace IpaEmbedded.Mutants.Running;

/// <summary>A test and what it may take.</summary>
/// <param name="Name">The test.</param>
/// <param name="Milliseconds">Most processor time; four times as much of the wall clock and a minute more if it waits.</param>
/// <param name="Steps">Most steps by assembly; no limit if null.</param>
public sealed record TestLimit(string Name, int Milliseconds, long[]? Steps);
