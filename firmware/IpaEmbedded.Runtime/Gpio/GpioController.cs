using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Gpio;

/// <summary>The pins of one GPIO controller by number; levels are electrical, whatever a consumer means by active.</summary>
public abstract class GpioController : Provider
{
    /// <summary>What a controller is called in errors.</summary>
    public const string ProviderKind = "GPIO controller";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Number of pins.</summary>
    public abstract int PinCount { get; }

    /// <summary>Makes a pin an input.</summary>
    public abstract void SetInput(int pin);

    /// <summary>Makes a pin an output that starts with a level.</summary>
    public abstract void SetOutput(int pin, bool high);

    /// <summary>Level of a pin.</summary>
    public abstract bool Read(int pin);

    /// <summary>Drives an output pin.</summary>
    public abstract void Write(int pin, bool high);
}
