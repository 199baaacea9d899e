using IpaEmbedded.Runtime.Pwm;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Two channels that note what is applied, as "channel: active of period", with "inverted" and "off".</summary>
internal sealed class TestPwm : PwmController
{
    private readonly List<string> _calls = [];

    public string Calls => string.Join(";", _calls);

    public bool Refuse { get; set; }

    public Action? Applied { get; set; }

    public override int ChannelCount => 2;

    public override bool Apply(int channel, uint periodNanoseconds, uint activeNanoseconds, bool inverted, bool enabled)
    {
        _calls.Add($"{channel}: {activeNanoseconds} of {periodNanoseconds}{(inverted ? " inverted" : "")}{(enabled ? "" : " off")}");
        Applied?.Invoke();
        return !Refuse;
    }
}
