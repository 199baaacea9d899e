namespace IpaEmbedded.Fake;

/// <summary>Gives the value that a read of a register returns; <paramref name="stored"/> is what was written or set last.</summary>
public delegate uint RegisterReadHandler(int instance, uint stored);
