namespace IpaEmbedded.DeviceTree;

/// <summary>What an entry of the file system is.</summary>
public enum DiskFileKind
{
    /// <summary>A file that holds bytes.</summary>
    Regular,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link that was not followed.</summary>
    Link,

    /// <summary>A pipe with a name (FIFO); opening it waits for its other end.</summary>
    NamedPipe,

    /// <summary>A pipe that a shell made and handed over as <c>/dev/fd/N</c>.</summary>
    Pipe,

    /// <summary>A terminal, <c>/dev/null</c> and the like.</summary>
    CharacterDevice,

    /// <summary>A disk, a socket, or what is not known.</summary>
    Other,
}
