namespace IpaEmbedded.Mutants;

/// <summary>The run cannot go on; the message says why in a sentence for whoever started it.</summary>
public sealed class MutantsException(string message) : Exception(message);
