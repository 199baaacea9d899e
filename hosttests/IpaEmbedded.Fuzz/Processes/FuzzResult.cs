namespace IpaEmbedded.Fuzz;

/// <summary>What one target's run came to.</summary>
/// <param name="Executions">Inputs executed.</param>
/// <param name="Edges">Different edges taken, by the process that took most.</param>
/// <param name="CorpusSize">Inputs that reached something new, of the process that has most.</param>
/// <param name="Findings">One for each rule and place.</param>
/// <param name="Digest">Follows from the inputs of the last process; equal for equal runs of one job.</param>
/// <param name="Seconds">Wall clock.</param>
public sealed record FuzzResult(long Executions, int Edges, int CorpusSize, IReadOnlyList<FuzzFinding> Findings, string Digest, double Seconds);
