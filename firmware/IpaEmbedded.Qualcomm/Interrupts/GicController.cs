using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Interrupts;

/// <summary>The interrupt lines of the GIC, made when a driver names them; the board or the fake drives them by number.</summary>
public sealed class GicController : InterruptController
{
    /// <summary>First cell of a specifier: shared by all processors.</summary>
    public const uint Shared = 0;

    /// <summary>First cell of a specifier: private to a processor.</summary>
    public const uint Private = 1;

    private const int SharedCount = 988;
    private const int PrivateCount = 16;

    private readonly EventLoop _loop;
    private readonly InterruptLine[] _shared = new InterruptLine[SharedCount];
    private readonly InterruptLine[] _private = new InterruptLine[PrivateCount];
    private readonly bool[] _sharedLevel = new bool[SharedCount];

    /// <summary>Creates the controller.</summary>
    public GicController(EventLoop loop)
    {
        _loop = loop;
    }

    /// <inheritdoc/>
    public override InterruptLine Translate(uint[] specifier)
    {
        // Trigger 1 is a rising edge, 4 a high level; the other two exist for private interrupts only.
        if (specifier.Length < 3) { return null; }
        uint trigger = specifier[2] & 0xf;
        bool edge = trigger == 1 || trigger == 2;
        if (!edge && trigger != 4 && trigger != 8) { return null; }
        if (specifier[0] == Shared && specifier[1] < SharedCount && (trigger == 1 || trigger == 4))
        {
            int number = (int)specifier[1];
            if (_shared[number] == null)
            {
                _shared[number] = new InterruptLine(_loop, "SPI " + number.ToString(), edge);
                if (_sharedLevel[number]) { _shared[number].SetLevel(true); }
            }
            return _shared[number];
        }
        if (specifier[0] == Private && specifier[1] < PrivateCount)
        {
            int number = (int)specifier[1];
            if (_private[number] == null) { _private[number] = new InterruptLine(_loop, "PPI " + number.ToString(), edge); }
            return _private[number];
        }
        return null;
    }

    /// <summary>The line of a shared interrupt, or null while no driver has named it.</summary>
    public InterruptLine SharedLine(int number)
    {
        return _shared[number];
    }

    /// <summary>Drives a shared interrupt; a level that comes before its driver is kept for it.</summary>
    public void SetLevel(int number, bool asserted)
    {
        _sharedLevel[number] = asserted;
        if (_shared[number] != null) { _shared[number].SetLevel(asserted); }
    }

    /// <summary>Drives one pulse on a shared interrupt.</summary>
    public void Raise(int number)
    {
        SetLevel(number, true);
        SetLevel(number, false);
    }
}
