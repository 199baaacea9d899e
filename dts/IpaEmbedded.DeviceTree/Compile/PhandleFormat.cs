namespace IpaEmbedded.DeviceTree;

/// <summary>Which property carries a node's phandle.</summary>
[Flags]
public enum PhandleFormat
{
    /// <summary><c>phandle</c></summary>
    Standard = 1,

    /// <summary><c>linux,phandle</c></summary>
    Legacy = 2,

    /// <summary>Both properties.</summary>
    Both = Standard | Legacy,
}
