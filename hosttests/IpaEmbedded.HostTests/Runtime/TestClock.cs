using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A clock that notes what its hardware is told.</summary>
internal sealed class TestClock() : ClockSource("test")
{
    private readonly List<string> _calls = [];
    private uint _rate;

    public string Calls => string.Join(",", _calls);

    public bool RefuseToStart { get; set; }

    public bool RefuseToStop { get; set; }

    public override uint Rate => _rate;

    public override void SetRate(uint hertz)
    {
        _rate = hertz;
        _calls.Add(hertz + " Hz");
    }

    protected override void TurnOn()
    {
        if (RefuseToStart)
        {
            throw new InvalidOperationException("no clock");
        }
        _calls.Add("on");
    }

    protected override void TurnOff()
    {
        if (RefuseToStop)
        {
            throw new HardwareException("clock stays");
        }
        _calls.Add("off");
    }
}
