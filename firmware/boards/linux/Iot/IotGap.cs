namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>A type of the library that a node alone does not make.</summary>
/// <param name="Compatible">What the node would say.</param>
/// <param name="Type">The library's type.</param>
/// <param name="Reason">Why, and what to do.</param>
internal sealed record IotGap(string Compatible, string Type, string Reason);
