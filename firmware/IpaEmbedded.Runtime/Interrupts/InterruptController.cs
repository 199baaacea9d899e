using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Interrupts;

/// <summary>Gives the lines of one interrupt controller to those whose nodes name it.</summary>
public abstract class InterruptController : Provider
{
    /// <summary>What a controller is called in errors.</summary>
    public const string ProviderKind = "interrupt controller";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>The line that a specifier of "#interrupt-cells" cells names, the same object each time; null when there is no such line.</summary>
    public abstract InterruptLine Translate(uint[] specifier);
}
