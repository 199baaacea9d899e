namespace IpaEmbedded.DeviceTree;

/// <summary>What is noted about a place inside a property's value.</summary>
public enum MarkerKind
{
    /// <summary>A label stands before this byte.</summary>
    Label,

    /// <summary>The 32-bit cell here is the phandle of a referenced node.</summary>
    PhandleReference,

    /// <summary>The string here is the path of a referenced node.</summary>
    PathReference,
}
