using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Clocks;

/// <summary>Gives the clocks of one clock controller to those whose nodes name it.</summary>
public abstract class ClockProvider : Provider
{
    /// <summary>What a provider is called in errors.</summary>
    public const string ProviderKind = "clock controller";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>The clock that a specifier of "#clock-cells" cells names, the same object each time; null when there is no such clock.</summary>
    public abstract ClockSource Translate(uint[] specifier);
}
