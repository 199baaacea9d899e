using System.Runtime.InteropServices;

namespace IpaEmbedded.Cli.Commands;

/// <summary>When a command that runs on ends: after a time, or with Ctrl-C or a request to terminate.</summary>
internal sealed class EndOfRun : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly Lock _gate = new();
    private bool _isOver;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public EndOfRun(double? seconds)
    {
        _source = seconds is { } limit ? new CancellationTokenSource(TimeSpan.FromSeconds(limit)) : new CancellationTokenSource();
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        TemporaryFiles.KeepWhenInterrupted(true);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Ends it now; nothing happens when it is over already.</summary>
    public void Now()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _source.Cancel();
            }
        }
    }

    public void Dispose()
    {
        TemporaryFiles.KeepWhenInterrupted(false);
        _interrupt.Dispose();
        _terminate.Dispose();
        // A signal that has just come may still be on its way, on another thread.
        lock (_gate)
        {
            _isOver = true;
            _source.Dispose();
        }
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        Now();
    }
}
