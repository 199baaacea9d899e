namespace IpaEmbedded.Fake;

/// <summary>Which way data goes through an endpoint id.</summary>
internal static class EndpointDirection
{
    /// <summary>The chip has no such endpoint.</summary>
    internal const int Absent = 0;

    /// <summary>Toward the IPA (TX).</summary>
    internal const int Transmits = 1;

    /// <summary>From the IPA (RX).</summary>
    internal const int Receives = 2;

    /// <summary>Nobody says: v3.1 has no FLAVOR_0.</summary>
    internal const int Unknown = 3;
}
