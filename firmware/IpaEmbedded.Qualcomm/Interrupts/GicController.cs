using System.Collections;
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
    // Few of them have a driver: the number of an interrupt's line, 0 for none, and the lines by their number less 1.
    private readonly short[] _lineOf = new short[SharedCount];
    private readonly ArrayList _lines = new ArrayList();
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
            if (_lineOf[number] == 0)
            {
                InterruptLine line = new InterruptLine(_loop, "SPI " + number.ToString(), edge);
                _lines.Add(line);
                _lineOf[number] = (short)_lines.Count;
                if (_sharedLevel[number]) { line.SetLevel(true); }
            }
            return SharedLine(number);
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
        return _lineOf[number] == 0 ? null : (InterruptLine)_lines[_lineOf[number] - 1];
    }

    /// <summary>Drives a shared interrupt; a level that comes before its driver is kept for it.</summary>
    public void SetLevel(int number, bool asserted)
    {
        _sharedLevel[number] = asserted;
        InterruptLine line = SharedLine(number);
        if (line != null) { line.SetLevel(asserted); }
    }

    /// <summary>Drives one pulse on a shared interrupt.</summary>
    public void Raise(int number)
    {
        SetLevel(number, true);
        SetLevel(number, false);
    }
}
