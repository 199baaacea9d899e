namespace IpaEmbedded.Examples;

/// <summary>Shows a line of text: on a display, a console, or to a test.</summary>
public delegate void LineSink(string line);
