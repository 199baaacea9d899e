namespace IpaEmbedded.Ipa.Hardware;

/// <summary>Registers with a bit per endpoint, 32 to a word.</summary>
internal static class EndpointSet
{
    private const int WordBits = 32;

    /// <summary>Which of the register's words has the endpoint's bit.</summary>
    internal static int WordOf(int endpoint)
    {
        return endpoint / WordBits;
    }

    /// <summary>The endpoint's bit in its word.</summary>
    internal static uint BitOf(int endpoint)
    {
        return 1u << (endpoint % WordBits);
    }
}
