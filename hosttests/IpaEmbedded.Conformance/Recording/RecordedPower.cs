namespace IpaEmbedded.Conformance.Recording;

/// <summary>The power that clock and paths give the chip: it has power while both are on.</summary>
internal sealed class RecordedPower(ConformanceHardware hardware)
{
    private bool _clock;
    private bool _paths;

    internal void SetClock(bool on) => hardware.SetPowered((_clock = on) && _paths);

    internal void SetPaths(bool on) => hardware.SetPowered((_paths = on) && _clock);
}
