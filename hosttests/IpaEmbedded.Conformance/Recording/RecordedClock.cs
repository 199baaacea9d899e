using IpaEmbedded.Runtime.Clocks;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>A clock that writes a row per call.</summary>
internal sealed class RecordedClock : Clock
{
    private readonly TraceWriter _trace;
    private readonly RecordedPower _power;
    private readonly string _name;
    private uint _rate;
    private bool _taken;

    internal RecordedClock(TraceWriter trace, RecordedPower power, string name)
    {
        _trace = trace;
        _power = power;
        _name = name;
    }

    public override uint Rate => _rate;

    public override void SetRate(uint hertz)
    {
        // The driver sets the rate as soon as it takes the clock.
        if (!_taken) { _trace.Write("clk", $"\"op\":\"get\",\"name\":\"{_name}\""); }
        _taken = true;
        _rate = hertz;
        _trace.Write("clk", $"\"op\":\"set_rate\",\"hz\":{hertz}");
    }

    public override void Enable()
    {
        _trace.Write("clk", "\"op\":\"enable\"");
        _power.SetClock(true);
    }

    public override void Disable()
    {
        _trace.Write("clk", "\"op\":\"disable\"");
        _power.SetClock(false);
    }

    public override void Release()
    {
        _trace.Write("clk", "\"op\":\"put\"");
        _taken = false;
    }
}
