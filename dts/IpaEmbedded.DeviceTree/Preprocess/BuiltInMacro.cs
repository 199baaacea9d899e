namespace IpaEmbedded.DeviceTree;

/// <summary>The macros whose text depends on where and when they are used.</summary>
internal enum BuiltInMacro
{
    None,
    Line,
    File,
    BaseFile,
    IncludeLevel,
    Counter,
    Date,
    Time,
    Timestamp,
}
