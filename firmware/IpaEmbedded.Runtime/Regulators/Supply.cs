using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Regulators;

/// <summary>One consumer's hold on a regulator ("vdd-supply"); where the node names none, a supply that is always on and of unknown voltage.</summary>
public sealed class Supply
{
    private readonly Regulator _regulator;
    private bool _enabled;

    private Supply(Regulator regulator)
    {
        _regulator = regulator;
    }

    /// <summary>The regulator; null when the node names none.</summary>
    public Regulator Regulator
    {
        get { return _regulator; }
    }

    /// <summary>Voltage in microvolts; 0 when nobody says.</summary>
    public int Microvolts
    {
        get { return _regulator == null ? 0 : _regulator.Microvolts; }
    }

    /// <summary>Whether this consumer has it enabled.</summary>
    public bool IsEnabled
    {
        get { return _enabled; }
    }

    /// <summary>Switches the supply on, if it is not, and returns when it is stable; a second call changes nothing.</summary>
    public void Enable()
    {
        if (_enabled) { return; }
        if (_regulator != null) { _regulator.Enable(); }
        _enabled = true;
    }

    /// <summary>Gives the supply up; it goes off with its last consumer.</summary>
    public void Disable()
    {
        if (!_enabled) { return; }
        _enabled = false;
        if (_regulator != null) { _regulator.Disable(); }
    }

    internal static Supply Of(Device device, TreeNode node, string name)
    {
        string property = name + "-supply";
        if (!node.HasProperty(property)) { return new Supply(null); }
        uint[] none;
        Supply supply = new Supply((Regulator)device.Provider(node, property, null, 0, Regulator.ProviderKind, out none));
        device.OnRelease(supply.Disable);
        return supply;
    }
}
