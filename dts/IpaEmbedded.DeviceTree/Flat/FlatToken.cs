namespace IpaEmbedded.DeviceTree;

/// <summary>What <see cref="FlatWalker"/> stands on.</summary>
public enum FlatToken
{
    BeginNode,
    EndNode,
    Property,
    End,

    /// <summary>The structure is broken; the walker says how.</summary>
    Broken,
}
