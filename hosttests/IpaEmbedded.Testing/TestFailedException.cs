namespace IpaEmbedded.Testing;

/// <summary>A test's expectation that does not hold; the message says what was expected and what the board says. Every test framework shows it as a failure.</summary>
public sealed class TestFailedException : Exception
{
    internal TestFailedException(string message)
        : base(message)
    {
    }
}
