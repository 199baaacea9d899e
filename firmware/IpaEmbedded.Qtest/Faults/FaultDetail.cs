using IpaEmbedded.Fake;

namespace IpaEmbedded.Qtest;

/// <summary>A second number of a fault: what it means, how large it may be, and where it goes.</summary>
public sealed record FaultDetail(string Meaning, int Max, Action<FaultPlan, int> Set);
