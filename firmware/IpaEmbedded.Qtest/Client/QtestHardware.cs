using System.Globalization;

namespace IpaEmbedded.Qtest;

/// <summary>
/// The hardware of a machine that another process serves: whatever is done to it here sends the driver's memory before
/// and fetches the hardware's after it, and interrupts reach their lines before the call returns.
/// </summary>
public sealed class QtestHardware
{
    private readonly Dictionary<int, Action<bool>> _lines = [];
    private readonly Dictionary<int, bool> _levels = [];
    private bool _knowsNextTimer = true;

    /// <summary>Takes over a connection, whose interrupts are intercepted from now on.</summary>
    public QtestHardware(QtestConnection connection)
    {
        Connection = connection;
        Mirror = new MemoryMirror(connection);
        connection.Interrupt = OnInterrupt;
        connection.Execute("irq_intercept_in " + QtestSession.InterruptController);
    }

    /// <summary>The connection that all accesses go through; the caller disposes it.</summary>
    public QtestConnection Connection { get; }

    /// <summary>The local copies of the machine's memory.</summary>
    public MemoryMirror Mirror { get; }

    /// <summary>Says what an interrupt number drives; a level that came before is handed on at once.</summary>
    public void Connect(int number, Action<bool> setLevel)
    {
        _lines[number] = setLevel;
        if (_levels.GetValueOrDefault(number))
        {
            setLevel(true);
        }
    }

    /// <summary>Reads a register.</summary>
    public uint Read32(ulong address) => Connection.Read32(address);

    /// <summary>Writes a register.</summary>
    public void Write32(ulong address, uint value)
    {
        Mirror.Send(barrier: false);
        Connection.Write32(address, value);
        Mirror.Fetch();
    }

    /// <summary>Executes a command that makes the hardware do something.</summary>
    public string Execute(string command)
    {
        Mirror.Send(barrier: false);
        string answer = Connection.Execute(command);
        Mirror.Fetch();
        return answer;
    }

    /// <summary>
    /// Lets the hardware's time pass to a moment in nanoseconds, or to its first timer before that; returns its time then.
    /// A server that does not tell when that is gets the whole step.
    /// </summary>
    public long StepTo(long now, long target)
    {
        long stop = target;
        if (_knowsNextTimer)
        {
            string? next = Connection.TryExecute("clock_next", out _);
            _knowsNextTimer = next is not null;
            if (next is not null && next != "-1")
            {
                stop = Math.Clamp((long)QtestConnection.Number(next), now, target);
            }
        }
        return (long)QtestConnection.Number(Execute(string.Create(CultureInfo.InvariantCulture, $"clock_step {stop - now}")));
    }

    private void OnInterrupt(int number, bool raised)
    {
        _levels[number] = raised;
        if (_lines.TryGetValue(number, out Action<bool>? setLevel))
        {
            setLevel(raised);
        }
    }
}
