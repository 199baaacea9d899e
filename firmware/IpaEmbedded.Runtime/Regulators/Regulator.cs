using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Runtime.Regulators;

/// <summary>A supply voltage that its consumers share: it is on while one of them has it enabled, or the tree says that it always is.</summary>
public abstract class Regulator : Provider
{
    /// <summary>What a regulator is called in errors.</summary>
    public const string ProviderKind = "regulator";

    private int _enableCount;

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Name for people ("regulator-name").</summary>
    public abstract string Name { get; }

    /// <summary>Voltage in microvolts; 0 when the tree does not say.</summary>
    public abstract int Microvolts { get; }

    /// <summary>Number of times that consumers have it enabled.</summary>
    public int EnableCount
    {
        get { return _enableCount; }
    }

    /// <summary>Switches the supply on and returns when it is stable.</summary>
    protected abstract void TurnOn();

    /// <summary>Switches the supply off, as far as the tree allows.</summary>
    protected abstract void TurnOff();

    internal void Enable()
    {
        if (_enableCount == 0) { TurnOn(); }
        _enableCount++;
    }

    internal void Disable()
    {
        if (_enableCount == 0) { throw new EventLoopException("regulator " + Name + " disabled more often than it was enabled"); }
        _enableCount--;
        if (_enableCount == 0) { TurnOff(); }
    }
}
