using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Adc;

/// <summary>The inputs of something that measures voltages, by number: an ADC, or a divider in front of one.</summary>
public abstract class AdcController : Provider
{
    /// <summary>What a controller is called in errors.</summary>
    public const string ProviderKind = "ADC";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Number of channels; a channel's number is below it.</summary>
    public abstract int ChannelCount { get; }

    /// <summary>Measures a channel in microvolts; false when there is no value (the value is then 0). Throws nothing.</summary>
    public abstract bool Read(int channel, out int microvolts);

    /// <summary>What a converter's number means in microvolts: <paramref name="full"/> is the number at the reference voltage.</summary>
    protected static int ToMicrovolts(int number, int full, int referenceMicrovolts)
    {
        return (int)((long)number * referenceMicrovolts / full);
    }
}
