namespace IpaEmbedded.Fake;

/// <summary>Takes the level of an interrupt output: an interrupt line, or a pin of an interrupt controller.</summary>
public delegate void LevelHandler(bool asserted);
