namespace IpaEmbedded.Fuzz;

/// <summary>Changes an input in place.</summary>
/// <param name="other">Another input of the same target, to take pieces from.</param>
public delegate void Mutation(List<byte> input, byte[] other, Random random);
