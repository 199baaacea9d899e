namespace IpaEmbedded.Cli;

/// <summary>A stream whose file may refuse: that ends the command with a sentence instead of a stack.</summary>
internal sealed class OutputStream(Stream file, string path) : WriteOnlyStream
{
    /// <summary>
    /// True for a recording, whose writer is called by a driver that knows nothing of files: the first refusal is kept, and
    /// what comes after it is lost.
    /// </summary>
    public bool KeepsFailure { get; init; }

    /// <summary>The refusal that was kept; null if there was none.</summary>
    public CommandFailure? Failure { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is not null)
        {
            return;
        }
        try
        {
            file.Write(buffer);
        }
        catch (Exception e) when (OutputFile.IsRefusal(e) || e is CommandFailure)
        {
            Failure = e as CommandFailure ?? OutputFile.FailureOf(path, e);
            if (!KeepsFailure)
            {
                throw Failure;
            }
        }
    }
}
