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

    /// <summary>The boot on the fake chip failed.</summary>
    public const int BootFailed = 4;

    /// <summary>Something that the command needs is not installed; what could be done without it was done.</summary>
    public const int NotInstalled = 5;

    /// <summary>A bug of this program.</summary>
    public const int Internal = 70;

    /// <summary>Every code with its meaning.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Fine, "Fine."),
        (Findings, "Findings of severity error, or nothing was checked; what was compared differs."),
        (Usage, "The command line is wrong."),
        (Files, "A file cannot be read or written."),
        (BootFailed, "The boot on the fake chip failed."),
        (NotInstalled, "Something to install is missing; what could be done without it was done."),
        (Internal, "A bug of this program; --debug shows more."),
    ];
}
