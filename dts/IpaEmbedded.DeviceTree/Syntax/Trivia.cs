namespace IpaEmbedded.DeviceTree;

/// <summary>A piece of text in front of a token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="End">Behind its last byte, the line end not included; where the text goes wrong if it is not closed.</param>
/// <param name="IsClosed">False if the text ends inside it.</param>
internal readonly record struct Trivia(TriviaKind Kind, int Start, int End, bool IsClosed);
