using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Leds;

/// <summary>One LED, whatever lights it: a pin, a PWM channel, a kernel. Its node supplies it, so that an alias such as "led0" finds it.</summary>
public abstract class Led : Provider
{
    /// <summary>What a LED is called in errors.</summary>
    public const string ProviderKind = "LED";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>What the device tree calls it: its "label", or the name of its node.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, from "linux,default-trigger"; empty when nothing in particular.</summary>
    public abstract string Trigger { get; }

    /// <summary>Whether it is lit.</summary>
    public abstract bool IsOn { get; }

    /// <summary>Lights it or puts it out.</summary>
    public abstract void Set(bool on);

    /// <summary>The LED of a node, by alias or path.</summary>
    /// <exception cref="ProbeException">There is none; the message says why.</exception>
    public static Led Of(Platform platform, string path)
    {
        return (Led)platform.Require(path, ProviderKind);
    }
}
