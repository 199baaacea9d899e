namespace IpaEmbedded.NanoBuild;

/// <summary>What became of a board that was to be flashed.</summary>
public enum FlashOutcome
{
    /// <summary>nanoff reports no error.</summary>
    Done,

    /// <summary>There is no board, or none that answers.</summary>
    NoDevice,

    /// <summary>The serial port is not there.</summary>
    NoPort,

    /// <summary>The serial port is there and not given: another program has it, or this user may not.</summary>
    PortRefused,

    /// <summary>The board that is connected is another one than the target is for.</summary>
    WrongTarget,

    /// <summary>nanoFramework has no target of that name.</summary>
    UnknownTarget,

    /// <summary>A file cannot be read, or is not what it has to be.</summary>
    WrongFile,

    /// <summary>The firmware cannot be downloaded.</summary>
    NotDownloaded,

    /// <summary>A program that nanoff needs does not do its work.</summary>
    ToolFailed,

    /// <summary>nanoff had not ended when its time was over.</summary>
    TimedOut,
}
