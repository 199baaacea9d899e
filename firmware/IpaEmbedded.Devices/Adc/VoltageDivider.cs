using IpaEmbedded.Runtime.Adc;

namespace IpaEmbedded.Devices.Adc;

/// <summary>A voltage that an ADC sees through two resistors: one channel, in microvolts before the divider.</summary>
public sealed class VoltageDivider : AdcController
{
    private readonly AdcInput _input;
    private readonly uint _outputOhms;
    private readonly uint _fullOhms;

    internal VoltageDivider(AdcInput input, uint outputOhms, uint fullOhms)
    {
        _input = input;
        _outputOhms = outputOhms;
        _fullOhms = fullOhms;
    }

    /// <inheritdoc/>
    public override int ChannelCount
    {
        get { return 1; }
    }

    /// <inheritdoc/>
    public override bool Read(int channel, out int microvolts)
    {
        int measured;
        bool read = _input.Read(out measured);
        long whole = (long)measured * _fullOhms / _outputOhms;
        bool fits = read && whole <= 0x7fffffff && whole >= -0x7fffffff;
        microvolts = fits ? (int)whole : 0;
        return fits;
    }
}
