namespace IpaEmbedded.Bindings;

/// <summary>How a binding chooses its nodes.</summary>
internal enum BindingSelection
{
    /// <summary>Not at all; other bindings refer to it.</summary>
    None,

    /// <summary>By one of the compatibles that it lists.</summary>
    Compatible,

    /// <summary>By a rule about the node.</summary>
    Rule,

    /// <summary>It describes every node.</summary>
    EveryNode,
}
