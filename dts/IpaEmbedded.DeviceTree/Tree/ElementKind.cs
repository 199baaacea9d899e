namespace IpaEmbedded.DeviceTree;

/// <summary>How a piece of a property's value was written.</summary>
public enum ElementKind
{
    String,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Bytes,
    Path,
    File,
}
