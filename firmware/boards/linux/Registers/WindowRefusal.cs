namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>Why a window is never mapped: the rows of the table in this board's README. A window that several rows refuse is told one of them.</summary>
public enum WindowRefusal
{
    /// <summary>It is not refused.</summary>
    None,

    /// <summary>It has no byte.</summary>
    Empty,

    /// <summary>It has more bytes than <see cref="WindowPlanner.MaxBytes"/>.</summary>
    Oversized,

    /// <summary>It ends beyond 2^64, on a bus or as the processor sees it.</summary>
    Wraps,

    /// <summary>No entry of a bus's ranges has all of its bytes.</summary>
    OutsideRanges,

    /// <summary>It begins inside a word of 4 bytes: every access would cross one.</summary>
    Unaligned,

    /// <summary>Its last page ends above <see cref="WindowPlanner.HighestAddress"/>.</summary>
    AboveMachine,

    /// <summary>Its pages overlap what the running kernel calls RAM.</summary>
    SystemRam,

    /// <summary>Its pages overlap a memory node and do not lie in the node's own region.</summary>
    Memory,

    /// <summary>Its pages overlap reserved memory that is not the node's own.</summary>
    Reserved,

    /// <summary>Its pages overlap what a driver of the kernel has claimed, and no UIO device hands the window over.</summary>
    Claimed,

    /// <summary>It overlaps the window of another device, or the same window twice.</summary>
    Live,

    /// <summary>Neither a UIO device nor the allow list has it for the node's compatibles.</summary>
    NotAllowed,
}
