namespace IpaEmbedded.DeviceTree;

/// <summary>What came of reading a file.</summary>
public enum FileOutcome
{
    /// <summary>It was read.</summary>
    Read,

    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>It is a directory, a device, a named pipe or a socket; it was not opened.</summary>
    NotRegular,

    /// <summary>It lies outside the directories that files may come from; it was not opened, and may not exist.</summary>
    Outside,

    /// <summary>It is larger than what is read.</summary>
    TooLarge,

    /// <summary>The system does not let it be read.</summary>
    NotReadable,
}
