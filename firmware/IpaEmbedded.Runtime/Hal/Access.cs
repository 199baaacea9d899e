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

    /// <summary>Write only, and each 1 that is written clears what the bit stands for; all ones may be written, whatever bits there are.</summary>
    WriteOneToClear = 6,
}
