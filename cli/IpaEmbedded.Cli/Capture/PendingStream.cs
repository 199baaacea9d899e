namespace IpaEmbedded.Cli.Capture;

/// <summary>Keeps what is written until there is a file that it can go to.</summary>
internal sealed class PendingStream : WriteOnlyStream
{
    private readonly MemoryStream _kept = new();
    private Stream? _target;

    /// <summary>Whether there is a file.</summary>
    public bool IsContinued => _target is not null;

    /// <summary>Writes what was kept, and all that follows, into the file.</summary>
    public void Continue(Stream target)
    {
        _kept.WriteTo(target);
        _kept.SetLength(0);
        _target = target;
    }

    public override void Write(ReadOnlySpan<byte> buffer) => (_target ?? _kept).Write(buffer);
}
