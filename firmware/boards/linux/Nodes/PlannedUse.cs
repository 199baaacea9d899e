namespace IpaEmbedded.Boards.Linux.Nodes;

/// <summary>What becomes of a node on this machine.</summary>
public enum PlannedUse
{
    /// <summary>A file is opened when a driver asks for it.</summary>
    Opened,

    /// <summary>A kernel driver has it; it is used through the kernel's class.</summary>
    Kernel,

    /// <summary>The machine has nothing for it.</summary>
    Missing,
}
