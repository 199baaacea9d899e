namespace IpaEmbedded.DeviceTree;

/// <summary>What happened to a node or property between two trees.</summary>
public enum TreeChangeKind
{
    /// <summary>Only the second tree has it.</summary>
    Added,
    /// <summary>Only the first tree has it.</summary>
    Removed,
    /// <summary>Both have it, with different values.</summary>
    Changed,
}
