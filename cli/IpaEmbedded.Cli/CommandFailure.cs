namespace IpaEmbedded.Cli;

/// <summary>Ends a command with one line for people and an exit code; for files that cannot be read and the like, never for findings.</summary>
public sealed class CommandFailure : Exception
{
    public CommandFailure(int exitCode, string message)
        : base(message)
    {
        ExitCode = exitCode;
    }

    public int ExitCode { get; }

    /// <summary>True if nothing is said: nobody listens any more, as when "| head" has had enough.</summary>
    public bool IsQuiet { get; init; }
}
