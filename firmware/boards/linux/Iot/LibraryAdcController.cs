using IpaEmbedded.Runtime.Adc;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>The inputs of a converter of the library.</summary>
internal sealed class LibraryAdcController : AdcController
{
    private readonly int _channelCount;
    private readonly Func<int, double> _readVolts;

    /// <param name="channelCount">Number of inputs.</param>
    /// <param name="readVolts">Measures one, in volts; throws what the library throws.</param>
    public LibraryAdcController(int channelCount, Func<int, double> readVolts)
    {
        _channelCount = channelCount;
        _readVolts = readVolts;
    }

    /// <inheritdoc/>
    public override int ChannelCount => _channelCount;

    /// <inheritdoc/>
    public override bool Read(int channel, out int microvolts)
    {
        microvolts = 0;
        try
        {
            var volts = _readVolts(channel);
            if (!double.IsFinite(volts) || Math.Abs(volts) > int.MaxValue / 1e6)
            {
                return false;
            }

            microvolts = (int)Math.Round(volts * 1e6);
            return true;
        }
        catch (Exception refusal) when (refusal is IOException or TimeoutException)
        {
            return false;
        }
    }
}
