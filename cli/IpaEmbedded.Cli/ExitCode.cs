namespace IpaEmbedded.Cli;

/// <summary>What the process tells its caller; the meanings never change.</summary>
public static class ExitCode
{
    public const int Fine = 0;

    /// <summary>Findings of severity error, nothing was checked, or a fault that was asked for never happened.</summary>
    public const int Findings = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A file cannot be read or written: standard output too, when it is closed, full, or nobody reads it any more.</summary>
    public const int Files = 3;

    /// <summary>The boot on the fake chip failed, or an application on the virtual device.</summary>
    public const int BootFailed = 4;

    /// <summary>Something that the command needs is not installed; what could be done without it was done.</summary>
    public const int NotInstalled = 5;

    /// <summary>The virtual device crashed, which is no failure that its application reports.</summary>
    public const int DeviceCrashed = 6;

    /// <summary>A program that the command ran had not ended when its time was over, and was ended.</summary>
    public const int TimedOut = 7;

    /// <summary>The board was not flashed.</summary>
    public const int NotFlashed = 8;

    /// <summary>A bug of this program.</summary>
    public const int Internal = 70;

    /// <summary>Every code with its meaning.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Fine, "Fine."),
        (Findings, "Findings of severity error, or nothing was checked; what was compared differs."),
        (Usage, "The command line is wrong."),
        (Files, "A file cannot be read or written."),
        (BootFailed, "The boot on the fake chip failed, or an application on the virtual device."),
        (NotInstalled, "Something to install is missing; what could be done without it was done."),
        (DeviceCrashed, "The virtual device crashed."),
        (TimedOut, "A program that was run did not end in its time."),
        (NotFlashed, "The board was not flashed."),
        (Internal, "A bug of this program; --debug shows more."),
    ];
}
