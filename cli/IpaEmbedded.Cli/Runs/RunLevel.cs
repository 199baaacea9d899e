namespace IpaEmbedded.Cli.Runs;

/// <summary>How many elements of a channel's ring the hardware had from that moment on, and how many the ring holds.</summary>
public readonly record struct RunLevel(int Channel, RunMoment At, int Elements, int Capacity);
