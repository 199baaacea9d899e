namespace IpaEmbedded.Qtest;

/// <summary>A command that is answered with FAIL, and why.</summary>
internal sealed class QtestRefusal(string message) : Exception(message);
