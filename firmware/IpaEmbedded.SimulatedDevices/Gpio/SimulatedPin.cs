using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// One wire: the controller's own driver and resistor, and what the board has on it. A low level wins, so open-drain outputs share a wire; the board's resistor is
/// stronger than the controller's.
/// </summary>
internal sealed class SimulatedPin
{
    internal bool IsOutput;
    internal bool OutputHigh;
    internal GpioPull Pull;
    internal GpioPull NextPull;
    internal GpioDrive Drive;
    internal GpioDrive NextDrive;
    internal GpioPull Resistor;
    internal bool IsDrivenOutside;
    internal bool OutsideHigh;
    internal GpioEdgeHandler Handler;
    internal bool Level;
    internal int EdgeCount;
    internal long LastEdge;
    internal bool WasFloating = true;
    internal long LastChange;

    internal bool DrivesHigh
    {
        get { return IsOutput && OutputHigh && Drive != GpioDrive.OpenDrain; }
    }

    internal bool DrivesLow
    {
        get { return IsOutput && !OutputHigh && Drive != GpioDrive.OpenSource; }
    }

    internal bool IsFloating
    {
        get { return !DrivesHigh && !DrivesLow && !IsDrivenOutside && !IsPulled(Resistor) && !IsPulled(Pull); }
    }

    internal bool IsConflict
    {
        get { return IsDrivenOutside && (OutsideHigh ? DrivesLow : DrivesHigh); }
    }

    internal bool Resolve()
    {
        if (DrivesLow || (IsDrivenOutside && !OutsideHigh)) { return false; }
        if (DrivesHigh || IsDrivenOutside) { return true; }
        return (IsPulled(Resistor) ? Resistor : Pull) == GpioPull.Up;
    }

    internal void ApplyBias()
    {
        Pull = NextPull;
        Drive = NextDrive;
    }

    private static bool IsPulled(GpioPull pull)
    {
        return pull == GpioPull.Up || pull == GpioPull.Down;
    }
}
