namespace IpaEmbedded.Cli.Network;

/// <summary>What a connection made of a segment.</summary>
internal enum SegmentFate
{
    /// <summary>It was taken, or answered as RFC 9293 wants it.</summary>
    Taken,

    /// <summary>Its data lies ahead of what is expected: it is not kept, and the acknowledgement asks for what is missing.</summary>
    Ahead,

    /// <summary>It is none that this connection has a use for.</summary>
    Ignored,

    /// <summary>It belongs to no connection that this side knows of: a reset says so.</summary>
    Unknown,
}
