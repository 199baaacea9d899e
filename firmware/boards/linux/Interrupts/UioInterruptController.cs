using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Interrupts;

/// <summary>
/// Gives the lines of the system's interrupt controller that UIO devices deliver; a specifier that no UIO device has, has no line. Lines are
/// edges whatever the specifier says, since UIO masks an interrupt that fired and reports a level that is still high once more.
/// </summary>
public sealed class UioInterruptController : InterruptController, IDisposable
{
    private readonly EventLoop _loop;
    private readonly BoardTime _time;
    private readonly IReadOnlyList<UioDevice> _devices;
    private readonly Dictionary<string, InterruptLine> _lines = [];
    private readonly List<UioInterrupt> _interrupts = [];

    /// <param name="loop">The loop that runs the handlers.</param>
    /// <param name="time">Waits for the devices' interrupts.</param>
    /// <param name="devices">The UIO devices, each with the specifier of its interrupt.</param>
    public UioInterruptController(EventLoop loop, BoardTime time, IReadOnlyList<UioDevice> devices)
    {
        _loop = loop;
        _time = time;
        _devices = devices;
    }

    /// <inheritdoc/>
    public override InterruptLine? Translate(uint[] specifier)
    {
        // Type and number; the trigger, which follows, does not tell lines apart.
        var wanted = specifier.Take(2).ToArray();
        var device = _devices.FirstOrDefault(candidate => wanted.Length == 2 && candidate.InterruptSpecifier.Take(2).SequenceEqual(wanted));
        if (device is null)
        {
            return null;
        }

        if (!_lines.TryGetValue(device.Id, out var line))
        {
            line = new InterruptLine(_loop, device.Name, true);
            var interrupt = new UioInterrupt(device, line);
            _lines.Add(device.Id, line);
            _interrupts.Add(interrupt);
            _time.Watch(interrupt);
        }

        return line;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var interrupt in _interrupts)
        {
            _time.Unwatch(interrupt);
            interrupt.Dispose();
        }

        _interrupts.Clear();
        _lines.Clear();
    }
}
