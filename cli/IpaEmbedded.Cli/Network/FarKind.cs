namespace IpaEmbedded.Cli.Network;

/// <summary>What can be behind the modem.</summary>
internal enum FarKind
{
    /// <summary>A host with every address that answers echo requests.</summary>
    Echo,

    /// <summary>The same, whose ports are services of this machine's loopback.</summary>
    Nat,

    /// <summary>A capture that is played.</summary>
    Player,

    /// <summary>An interface of this machine.</summary>
    Interface,
}
