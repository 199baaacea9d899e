namespace IpaEmbedded.Simulation;

/// <summary>Says whether something that is waited for has come about.</summary>
public delegate bool Condition();
