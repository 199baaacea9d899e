using Iot.Device.Pwm;
using IpaEmbedded.Runtime.Pwm;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>The channels of a PCA9685, which all have one period: that of the first channel in use.</summary>
internal sealed class LibraryPwmController : PwmController
{
    private const int AllChannels = 16;

    private readonly Pca9685 _chip;
    private readonly bool[] _inUse = new bool[AllChannels];
    private uint _period;

    public LibraryPwmController(Pca9685 chip) => _chip = chip;

    /// <inheritdoc/>
    public override int ChannelCount => AllChannels;

    /// <inheritdoc/>
    public override bool Apply(int channel, uint periodNanoseconds, uint activeNanoseconds, bool inverted, bool enabled)
    {
        try
        {
            // One that is refused goes on as it was.
            if (periodNanoseconds == 0 || (periodNanoseconds != _period && _inUse.Where((used, other) => used && other != channel).Any()))
            {
                return false;
            }

            if (periodNanoseconds != _period)
            {
                _chip.PwmFrequency = 1e9 / periodNanoseconds;
                _period = periodNanoseconds;
            }

            var share = enabled ? Math.Min(1.0, (double)activeNanoseconds / periodNanoseconds) : 0;
            _chip.SetDutyCycle(channel, inverted ? 1 - share : share);
            _inUse[channel] = enabled;
            return true;
        }
        catch (Exception refusal) when (refusal is IOException or ArgumentException)
        {
            return false;
        }
    }
}
