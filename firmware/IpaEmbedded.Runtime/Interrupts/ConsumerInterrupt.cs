using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Runtime.Interrupts;

/// <summary>One consumer's hold on an interrupt line: gives back only what this consumer took, whoever else names the line.</summary>
public sealed class ConsumerInterrupt
{
    private readonly InterruptLine _line;
    private bool _requested;
    private int _disabled;

    /// <summary>Creates a hold on a line that this consumer has not requested.</summary>
    public ConsumerInterrupt(InterruptLine line)
    {
        _line = line;
    }

    /// <summary>The line, for its state.</summary>
    public InterruptLine Line
    {
        get { return _line; }
    }

    /// <summary>Gives the line a handler that runs at once when the line is pending and must not wait.</summary>
    /// <exception cref="HardwareException">The line has a handler.</exception>
    public void Request(EventLoopHandler handler)
    {
        _line.Request(handler);
        _requested = true;
    }

    /// <summary>
    /// Gives the line a handler that runs as work and may wait; of several pending lines the lowest priority number runs first.
    /// </summary>
    /// <exception cref="HardwareException">The line has a handler.</exception>
    public void RequestThreaded(EventLoopHandler handler, int priority)
    {
        _line.RequestThreaded(handler, priority);
        _requested = true;
    }

    /// <summary>Takes this consumer's handler away and undoes its disabling; what another consumer took stays.</summary>
    public void Free()
    {
        if (_requested) { _line.Free(); }
        _requested = false;
        while (_disabled > 0) { Enable(); }
    }

    /// <summary>Stops delivery until <see cref="Enable"/> was called as often.</summary>
    public void Disable()
    {
        _line.Disable();
        _disabled++;
    }

    /// <summary>Undoes one <see cref="Disable"/>; what came meanwhile is then delivered.</summary>
    /// <exception cref="EventLoopException">This consumer has not disabled the line as often.</exception>
    public void Enable()
    {
        if (_disabled == 0) { throw new EventLoopException("interrupt " + _line.Name + " enabled more often than its consumer disabled it"); }
        _disabled--;
        _line.Enable();
    }

    /// <summary>Says whether the line may wake the system.</summary>
    public void SetWake(bool wake)
    {
        _line.SetWake(wake);
    }
}
