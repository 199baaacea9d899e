namespace IpaEmbedded.DeviceTree;

/// <summary>What <see cref="FlatWalker"/> stands on.</summary>
public enum FlatToken
{
    /// <summary>The begin of a node, with its name.</summary>
    BeginNode,
    /// <summary>The end of the innermost open node.</summary>
    EndNode,
    /// <summary>A property, with name and value.</summary>
    Property,
    /// <summary>The end of the structure block.</summary>
    End,

    /// <summary>The structure is broken; the walker says how.</summary>
    Broken,
}
