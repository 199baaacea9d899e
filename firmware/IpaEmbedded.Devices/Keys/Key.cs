using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Devices.Keys;

/// <summary>One key or button, whatever reads it: a pin, a voltage, a kernel. Its node supplies it, so that an alias such as "sw0" finds it.</summary>
public sealed class Key : Provider
{
    /// <summary>What a key is called in errors.</summary>
    public const string ProviderKind = "key";

    private readonly string _name;
    private readonly uint _code;
    private KeyHandler _changed;
    private bool _pressed;

    /// <summary>Creates a key that is not pressed.</summary>
    public Key(string name, uint code)
    {
        _name = name;
        _code = code;
    }

    /// <summary>The key of a child of a driver's node: its "label" or name, and its "linux,code" or "zephyr,code".</summary>
    public Key(TreeNode node)
        : this(node.String("label", node.Name), node.Cell("linux,code", node.Cell("zephyr,code", 0)))
    {
    }

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>What the device tree calls it: its "label", or the name of its node.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Code of include/dt-bindings/input/linux-event-codes.h, such as 28 for KEY_ENTER; 0 when the tree does not say.</summary>
    public uint Code
    {
        get { return _code; }
    }

    /// <summary>Whether it is pressed.</summary>
    public bool IsPressed
    {
        get { return _pressed; }
    }

    /// <summary>Is told when the key is pressed or released; null when nobody asks.</summary>
    public KeyHandler Changed
    {
        get { return _changed; }
        set { _changed = value; }
    }

    /// <summary>For whoever reads the key: its state, free of bounces. The handler hears of changes only.</summary>
    public void Report(bool pressed)
    {
        if (_pressed == pressed) { return; }
        _pressed = pressed;
        if (_changed != null) { _changed(this, pressed); }
    }

    /// <summary>The key of a node, by alias or path.</summary>
    /// <exception cref="ProbeException">There is none; the message says why.</exception>
    public static Key Of(Platform platform, string path)
    {
        return (Key)platform.Require(path, ProviderKind);
    }
}
