using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.PinControl;

/// <summary>Gives pins their function and electrical setting, as groups of the tree say ("pinctrl-0" of a device, pinmux-node.yaml, pincfg-node.yaml).</summary>
public abstract class PinController : Provider
{
    /// <summary>What a pin controller is called in errors.</summary>
    public const string ProviderKind = "pin controller";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Applies a state that a device's "pinctrl-0" names; the groups are the node itself or its children, as the controller's binding says.</summary>
    /// <exception cref="ProbeException">The state does not say what this controller can do; the device then fails with the reason.</exception>
    public abstract void Apply(Device consumer, TreeNode state);
}
