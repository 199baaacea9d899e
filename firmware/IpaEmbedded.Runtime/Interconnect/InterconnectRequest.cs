namespace IpaEmbedded.Runtime.Interconnect;

/// <summary>What one path asks of one node on it.</summary>
internal sealed class InterconnectRequest
{
    internal readonly InterconnectPath Path;
    internal InterconnectRequest NextOfNode;

    internal InterconnectRequest(InterconnectPath path)
    {
        Path = path;
    }
}
