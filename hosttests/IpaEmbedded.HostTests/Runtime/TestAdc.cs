using IpaEmbedded.Runtime.Adc;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Four channels in microvolts; null has no value.</summary>
internal sealed class TestAdc : AdcController
{
    public int?[] Values { get; } = new int?[4];

    public override int ChannelCount => 4;

    public override bool Read(int channel, out int microvolts)
    {
        microvolts = Values[channel] ?? 0;
        return Values[channel] is not null;
    }
}
