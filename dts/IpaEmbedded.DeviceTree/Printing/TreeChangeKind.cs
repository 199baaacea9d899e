namespace IpaEmbedded.DeviceTree;

/// <summary>What happened to a node or property between two trees.</summary>
public enum TreeChangeKind
{
    Added,
    Removed,
    Changed,
}
