namespace IpaEmbedded.DeviceTree;

/// <summary>How a piece of a property's value was written.</summary>
public enum ElementKind
{
    /// <summary>A text with its final zero byte.</summary>
    String,
    /// <summary>An 8-bit number in <c>&lt;&gt;</c> behind <c>/bits/</c>.</summary>
    UInt8,
    /// <summary>A 16-bit number in <c>&lt;&gt;</c> behind <c>/bits/</c>.</summary>
    UInt16,
    /// <summary>A cell in <c>&lt;&gt;</c>.</summary>
    UInt32,
    /// <summary>A 64-bit number in <c>&lt;&gt;</c> behind <c>/bits/</c>.</summary>
    UInt64,
    /// <summary>Bytes in <c>[]</c>.</summary>
    Bytes,
    /// <summary>A reference outside <c>&lt;&gt;</c>, which becomes a path.</summary>
    Path,
    /// <summary>The content of a file (<c>/incbin/</c>).</summary>
    File,
}
