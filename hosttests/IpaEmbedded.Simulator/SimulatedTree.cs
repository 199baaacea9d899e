namespace IpaEmbedded.Simulator;

/// <summary>A tree with an IPA that lives are simulated on.</summary>
/// <param name="Name">What a plan calls it.</param>
/// <param name="Blob">The compiled tree.</param>
public sealed record SimulatedTree(string Name, byte[] Blob);
