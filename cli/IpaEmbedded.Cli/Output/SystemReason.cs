namespace IpaEmbedded.Cli;

/// <summary>What a refusal of the system means, in our own words: the runtime's are missing in the native executable.</summary>
internal static class SystemReason
{
    /// <summary>EPIPE: nobody reads the other end any more.</summary>
    public const int BrokenPipe = 32;

    /// <summary>A part of a sentence, as it stands behind "cannot write the file: ".</summary>
    public static string Of(Exception e) => e switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such directory",
        PathTooLongException => "the name is too long",
        ArgumentOutOfRangeException => Of(27),
        ArgumentException or NotSupportedException => "it is no name of a file",
        // Behind a refusal that the runtime has a class for stands the system's own.
        UnauthorizedAccessException { InnerException: IOException inner } when Of(inner.HResult) is { Length: > 0 } reason => reason,
        UnauthorizedAccessException => Of(13),
        _ => Of(e.HResult) is { Length: > 0 } reason ? reason : FormattableString.Invariant($"the system refuses (error {e.HResult & 0xffff})"),
    };

    /// <summary>The same for an error number of Linux; empty for one that is rare.</summary>
    public static string Of(int number) => number switch
    {
        1 or 13 => "it is not allowed",
        2 => "there is no such file",
        5 => "the device reports an error",
        6 or 19 => "there is no such device",
        9 => "it is closed",
        11 => "it takes nothing at the moment",
        12 => "there is too little memory",
        16 or 26 => "it is in use",
        17 => "there is one already",
        18 => "it lies on another file system",
        20 => "a part of its path is no directory",
        21 => "it is a directory",
        23 or 24 => "too many files are open",
        27 => "the system does not allow a file of this size",
        28 => "no space is left on the device",
        BrokenPipe => "nobody reads it any more",
        30 => "its file system is read-only",
        36 => "the name is too long",
        40 => "its links are endless",
        122 => "the quota is used up",
        _ => "",
    };
}
