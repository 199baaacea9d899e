namespace IpaEmbedded.Cli.Network;

/// <summary>How far a connection is.</summary>
internal enum TcpFlowState
{
    /// <summary>The client wants it, the service has not taken it yet.</summary>
    Connecting,

    /// <summary>The service has taken it, the client has not confirmed that yet.</summary>
    Answered,

    /// <summary>Data passes, or what is left of it.</summary>
    Open,

    /// <summary>Both sides have ended, but the client may not know.</summary>
    Lingering,

    /// <summary>Nothing is left.</summary>
    Closed,
}
