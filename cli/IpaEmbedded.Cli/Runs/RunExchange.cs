namespace IpaEmbedded.Cli.Runs;

/// <summary>A message or packet from one party to another: a short text, and what is known in detail.</summary>
public sealed record RunExchange(RunMoment At, RunParty From, RunParty To, string Text, string Detail);
