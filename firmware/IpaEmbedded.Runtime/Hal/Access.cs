namespace IpaEmbedded.Runtime.Hal;

/// <summary>What a driver may do with a register.</summary>
public enum Access
{
    /// <summary>Read only.</summary>
    Read = 1,

    /// <summary>Write only; reading it gives nothing useful.</summary>
    Write = 2,

    /// <summary>Read and write.</summary>
    ReadWrite = 3,
}
