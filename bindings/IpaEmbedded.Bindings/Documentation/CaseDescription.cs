namespace IpaEmbedded.Bindings;

/// <summary>What else a binding asks for in a case.</summary>
/// <param name="Condition">When: <c>compatible contains "acme,lamp"</c>.</param>
/// <param name="Then">What holds then.</param>
/// <param name="Otherwise">What holds in all other cases.</param>
public sealed record CaseDescription(string Condition, IReadOnlyList<string> Then, IReadOnlyList<string> Otherwise);
