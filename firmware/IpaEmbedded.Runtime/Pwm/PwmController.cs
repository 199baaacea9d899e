using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Pwm;

/// <summary>The channels of one PWM controller by number.</summary>
public abstract class PwmController : Provider
{
    /// <summary>What a controller is called in errors.</summary>
    public const string ProviderKind = "PWM controller";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Number of channels; a channel's number is below it.</summary>
    public abstract int ChannelCount { get; }

    /// <summary>
    /// Gives a channel its period and the active part of it, both in nanoseconds. An inverted channel is low while active; one that is not enabled is inactive.
    /// A controller without polarity drives the rest of the period instead. False when the hardware refuses; throws nothing.
    /// </summary>
    public abstract bool Apply(int channel, uint periodNanoseconds, uint activeNanoseconds, bool inverted, bool enabled);
}
