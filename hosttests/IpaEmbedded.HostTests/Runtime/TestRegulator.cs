using IpaEmbedded.Runtime.Regulators;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A regulator of 3.3 V that notes when it is switched.</summary>
internal sealed class TestRegulator : Regulator
{
    private readonly List<string> _calls = [];

    public string Calls => string.Join(",", _calls);

    public Action? Switched { get; set; }

    public override string Name => "test";

    public override int Microvolts => 3300000;

    protected override void TurnOn() => Switch("on");

    protected override void TurnOff() => Switch("off");

    private void Switch(string call)
    {
        _calls.Add(call);
        Switched?.Invoke();
    }
}
