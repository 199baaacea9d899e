namespace IpaEmbedded.Bindings;

/// <summary>Whether a node has to have a property.</summary>
public enum Requirement
{
    /// <summary>It may be left out.</summary>
    Optional,

    /// <summary>It has to be there.</summary>
    Required,

    /// <summary>It has to be there in some cases.</summary>
    Sometimes,
}
