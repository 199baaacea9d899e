namespace IpaEmbedded.Fake;

/// <summary>Takes what becomes of a shared interrupt of the SoC; a pulse is a level that comes and goes.</summary>
public delegate void SocInterruptHandler(int number, bool asserted);
