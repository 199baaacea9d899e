using System;
using System.Collections;
using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Pwm;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// An ordinary board from its device tree: a simulated controller for every node that is one by its shape, the chips that this room knows on their buses, and the
/// board's keys. Nodes that the tree disables are not there.
/// </summary>
/// <example><code>
/// BoardSimulation simulation = new BoardSimulation(loop, tree);
/// simulation.Register(drivers);                      // after the application's own drivers
/// platform.Probe();
/// simulation.Chip("/i2c@40005400/sensor@48").Set("temperature", 30000);
/// </code></example>
public sealed class BoardSimulation
{
    private readonly EventLoop _loop;
    private readonly FlattenedTree _tree;
    private readonly BoardSanitizer _breaches;
    private readonly SimulatedSupplies _supplies;
    private readonly ArrayList _controllers = new ArrayList();
    private readonly SimulatedController[] _controllerOfNode;
    private readonly ArrayList _gpios = new ArrayList();
    private readonly ArrayList _chips = new ArrayList();
    private readonly ArrayList _keys = new ArrayList();
    private readonly ArrayList _unknown = new ArrayList();

    /// <summary>Reads the tree and makes the board; nothing is driven yet.</summary>
    public BoardSimulation(EventLoop loop, FlattenedTree tree)
    {
        _loop = loop;
        _tree = tree;
        _breaches = new BoardSanitizer(loop);
        _supplies = new SimulatedSupplies(this);
        _controllerOfNode = new SimulatedController[tree.NodeCount];
        // Parents come before their children, so a chip finds its bus.
        for (int node = 1; node < tree.NodeCount; node++) { AddControllers(node); }
        for (int node = 1; node < tree.NodeCount; node++) { AddChip(node); }
        // Pins of chips are there too by now.
        for (int i = 0; i < _chips.Count; i++) { ((SimulatedChip)_chips[i]).Supplies = _supplies.Of(tree, ((SimulatedChip)_chips[i]).NodePath); }
        BoardParts.Add(this, _keys);
    }

    /// <summary>Whether a tree has anything to simulate: a node in use that is a controller by its shape.</summary>
    public static bool HasControllers(FlattenedTree tree)
    {
        for (int node = 1; node < tree.NodeCount; node++)
        {
            if (NodeShape.IsController(tree, node) && NodeShape.IsInUse(tree, node)) { return true; }
        }
        return false;
    }

    /// <summary>The event loop.</summary>
    public EventLoop Loop
    {
        get { return _loop; }
    }

    /// <summary>The device tree.</summary>
    public FlattenedTree Tree
    {
        get { return _tree; }
    }

    /// <summary>What drivers did that a real board would not forgive.</summary>
    public BoardSanitizer Breaches
    {
        get { return _breaches; }
    }

    /// <summary>Number of controllers: of pins, buses, PWM and measurement; pins of chips count too.</summary>
    public int ControllerCount
    {
        get { return _controllers.Count; }
    }

    /// <summary>Number of controllers of pins, those of chips too.</summary>
    public int GpioCount
    {
        get { return _gpios.Count; }
    }

    /// <summary>Number of simulated chips.</summary>
    public int ChipCount
    {
        get { return _chips.Count; }
    }

    /// <summary>Number of keys.</summary>
    public int KeyCount
    {
        get { return _keys.Count; }
    }

    /// <summary>Number of chips of the tree that this room has no model of: they are absent on their buses until one is attached.</summary>
    public int UnknownChipCount
    {
        get { return _unknown.Count; }
    }

    /// <summary>A controller of pins by its position.</summary>
    public SimulatedGpio GpioAt(int index)
    {
        return (SimulatedGpio)_gpios[index];
    }

    /// <summary>A chip by its position, in the order of the tree.</summary>
    public SimulatedChip ChipAt(int index)
    {
        return (SimulatedChip)_chips[index];
    }

    /// <summary>A key by its position, in the order of the tree.</summary>
    public SimulatedKey KeyAt(int index)
    {
        return (SimulatedKey)_keys[index];
    }

    /// <summary>Node of a chip without a model.</summary>
    public TreeNode UnknownChipAt(int index)
    {
        return (TreeNode)_unknown[index];
    }

    /// <summary>
    /// Adds drivers that provide the simulated controllers, for nodes that no driver of the table serves yet; call it after the application's own drivers are in.
    /// </summary>
    public void Register(DriverTable drivers)
    {
        ArrayList names = new ArrayList();
        for (int i = 0; i < _controllers.Count; i++)
        {
            SimulatedController controller = (SimulatedController)_controllers[i];
            if (controller.Owner == FlattenedTree.None) { continue; }
            AddName(names, drivers, controller.Owner);
            for (int above = _tree.Parent(controller.Owner); above > FlattenedTree.Root; above = _tree.Parent(above))
            {
                bool open = !NodeShape.Has(_tree, above, "compatible") || _tree.IsCompatible(above, "simple-bus") || _tree.IsCompatible(above, "simple-mfd");
                if (!open) { AddName(names, drivers, above); }
            }
        }
        string[] compatibles = new string[names.Count];
        for (int i = 0; i < compatibles.Length; i++) { compatibles[i] = (string)names[i]; }
        drivers.Add(new SimulatedControllerDriver(this, compatibles));
    }

    /// <summary>Puts a chip of your own where the tree has its node, in the place of the one that this room has.</summary>
    /// <exception cref="ArgumentException">The node is no chip on a bus that the chip is made for.</exception>
    public void Attach(string path, SimulatedChip chip)
    {
        int node = _tree.FindNode(path);
        string kind = chip is SimulatedI2cChip ? I2cBus.ProviderKind : SpiBus.ProviderKind;
        if (node <= FlattenedTree.Root || Find(_tree.Parent(node), kind) == null || !HasNumber(node)) { throw new ArgumentException(path + " is no chip on an " + kind + " of the board"); }
        for (int i = _chips.Count - 1; i >= 0; i--)
        {
            if (((SimulatedChip)_chips[i]).NodePath == _tree.Path(node)) { _chips.RemoveAt(i); }
        }
        for (int i = _unknown.Count - 1; i >= 0; i--)
        {
            if (((TreeNode)_unknown[i]).Index == node) { _unknown.RemoveAt(i); }
        }
        Join(node, chip);
        chip.Supplies = _supplies.Of(_tree, chip.NodePath);
    }

    /// <summary>The pins of a node: a controller's, or those of a chip that has some.</summary>
    /// <exception cref="ArgumentException">The node has none; the message says which nodes do.</exception>
    public SimulatedGpio Gpio(string path)
    {
        return (SimulatedGpio)Require(path, GpioController.ProviderKind);
    }

    /// <summary>The I2C bus of a node.</summary>
    /// <exception cref="ArgumentException">The node is none; the message says which nodes are.</exception>
    public SimulatedI2cBus I2c(string path)
    {
        return (SimulatedI2cBus)Require(path, I2cBus.ProviderKind);
    }

    /// <summary>The SPI bus of a node.</summary>
    /// <exception cref="ArgumentException">The node is none; the message says which nodes are.</exception>
    public SimulatedSpiBus Spi(string path)
    {
        return (SimulatedSpiBus)Require(path, SpiBus.ProviderKind);
    }

    /// <summary>The PWM controller of a node.</summary>
    /// <exception cref="ArgumentException">The node is none; the message says which nodes are.</exception>
    public SimulatedPwm Pwm(string path)
    {
        return (SimulatedPwm)Require(path, PwmController.ProviderKind);
    }

    /// <summary>The ADC of a node.</summary>
    /// <exception cref="ArgumentException">The node is none; the message says which nodes are.</exception>
    public SimulatedAdc Adc(string path)
    {
        return (SimulatedAdc)Require(path, AdcController.ProviderKind);
    }

    /// <summary>The simulated chip of a node.</summary>
    /// <exception cref="ArgumentException">There is none; the message says which nodes have one.</exception>
    public SimulatedChip Chip(string path)
    {
        string full = FullPath(path);
        string known = "";
        for (int i = 0; i < _chips.Count; i++)
        {
            SimulatedChip chip = (SimulatedChip)_chips[i];
            if (chip.NodePath == full) { return chip; }
            known += (i == 0 ? "" : ", ") + chip.NodePath;
        }
        throw new ArgumentException(path + " has no simulated chip; " + (known.Length == 0 ? "no node has one" : known + " have one"));
    }

    /// <summary>A key by its label or by the name or path of its node.</summary>
    /// <exception cref="ArgumentException">There is none; the message says which there are.</exception>
    public SimulatedKey Key(string name)
    {
        string known = "";
        for (int i = 0; i < _keys.Count; i++)
        {
            SimulatedKey key = (SimulatedKey)_keys[i];
            if (key.Label == name || key.NodePath == name || key.NodePath.Substring(key.NodePath.LastIndexOf('/') + 1) == name) { return key; }
            known += (i == 0 ? "" : ", ") + key.Label;
        }
        throw new ArgumentException("no key \"" + name + "\"; " + (known.Length == 0 ? "the board has none" : "there are " + known));
    }

    /// <summary>Pins that a chip or a controller has at a node, or null.</summary>
    internal SimulatedGpio FindGpio(int node)
    {
        return (SimulatedGpio)Find(node, GpioController.ProviderKind);
    }

    internal void Provide(Device device)
    {
        for (int i = 0; i < _controllers.Count; i++)
        {
            SimulatedController controller = (SimulatedController)_controllers[i];
            if (controller.Owner == device.Node.Index) { device.Provide(new TreeNode(_tree, controller.Node), controller.Provider); }
        }
    }

    private void AddControllers(int node)
    {
        if (!NodeShape.IsInUse(_tree, node) || IsOnBus(node)) { return; }
        TreeNode at = new TreeNode(_tree, node);
        if (at.HasProperty("gpio-controller")) { Add(node, AddGpio(at, PinCounts.OfGpio(at))); }
        if (at.HasProperty("#pwm-cells")) { Add(node, new SimulatedPwm(at.Path, _breaches, PinCounts.OfPwm(at))); }
        if (NodeShape.IsAdc(_tree, node)) { Add(node, new SimulatedAdc(at.Path, PinCounts.OfAdc(at))); }
        if (NodeShape.IsI2cBus(_tree, node)) { Add(node, new SimulatedI2cBus(at.Path, _loop, _breaches)); }
        else if (NodeShape.IsSpiBus(_tree, node)) { Add(node, new SimulatedSpiBus(at.Path, _loop, _breaches)); }
    }

    private void AddChip(int node)
    {
        int bus = _tree.Parent(node);
        TreeNode at = new TreeNode(_tree, node);
        bool isI2c = Find(bus, I2cBus.ProviderKind) != null;
        SimulatedSpiBus spi = (SimulatedSpiBus)Find(bus, SpiBus.ProviderKind);
        if ((!isI2c && spi == null) || !_tree.IsEnabled(node) || !at.HasProperty("compatible") || !HasNumber(node)) { return; }
        SimulatedChip chip;
        if (isI2c)
        {
            int pins = ChipModels.PinCount(at);
            SimulatedGpio gpio = pins == 0 ? null : AddGpio(at, pins);
            if (gpio != null) { Add(new SimulatedController(node, FlattenedTree.None, gpio)); }
            chip = ChipModels.CreateI2c(at, gpio);
            ((SimulatedI2cBus)Find(bus, I2cBus.ProviderKind)).Expect(Number(node));
        }
        else
        {
            chip = ChipModels.CreateSpi(at);
            spi.Expect(Number(node));
        }
        if (chip == null) { _unknown.Add(at); }
        else { Join(node, chip); }
    }

    private void Join(int node, SimulatedChip chip)
    {
        int bus = _tree.Parent(node);
        chip.NodePath = _tree.Path(node);
        _chips.Add(chip);
        SimulatedI2cChip onI2c = chip as SimulatedI2cChip;
        if (onI2c != null)
        {
            onI2c.Address = Number(node);
            ((SimulatedI2cBus)Find(bus, I2cBus.ProviderKind)).Attach(onI2c);
            return;
        }
        SimulatedSpiChip onSpi = (SimulatedSpiChip)chip;
        onSpi.ChipSelect = Number(node);
        ((SimulatedSpiBus)Find(bus, SpiBus.ProviderKind)).Attach(onSpi);
    }

    // A malformed "reg" is the driver's to refuse.
    private bool HasNumber(int node)
    {
        int reg = _tree.FindProperty(node, "reg");
        return reg != FlattenedTree.None && _tree.CellCount(reg) > 0;
    }

    private int Number(int node)
    {
        return (int)(_tree.Cell(_tree.FindProperty(node, "reg"), 0) & 0x3ff);
    }

    private void Add(int node, Provider provider)
    {
        int owner = node;
        while (owner > FlattenedTree.Root && !NodeShape.Has(_tree, owner, "compatible")) { owner = _tree.Parent(owner); }
        Add(new SimulatedController(node, owner <= FlattenedTree.Root ? FlattenedTree.None : owner, provider));
    }

    private void Add(SimulatedController controller)
    {
        controller.Next = _controllerOfNode[controller.Node];
        _controllerOfNode[controller.Node] = controller;
        _controllers.Add(controller);
    }

    private SimulatedGpio AddGpio(TreeNode node, int pins)
    {
        SimulatedGpio gpio = new SimulatedGpio(node.Path, _loop, _breaches, pins);
        _gpios.Add(gpio);
        return gpio;
    }

    private void AddName(ArrayList names, DriverTable drivers, int node)
    {
        if (drivers.Find(_tree, node) != null) { return; }
        string name = _tree.StringAt(_tree.FindProperty(node, "compatible"), 0);
        for (int i = 0; i < names.Count; i++)
        {
            if ((string)names[i] == name) { return; }
        }
        names.Add(name);
    }

    private bool IsOnBus(int node)
    {
        for (int above = _tree.Parent(node); above > FlattenedTree.Root; above = _tree.Parent(above))
        {
            if (Find(above, I2cBus.ProviderKind) != null || Find(above, SpiBus.ProviderKind) != null) { return true; }
        }
        return false;
    }

    private Provider Find(int node, string kind)
    {
        for (SimulatedController controller = _controllerOfNode[node]; controller != null; controller = controller.Next)
        {
            if (controller.Provider.Kind == kind) { return controller.Provider; }
        }
        return null;
    }

    private string FullPath(string path)
    {
        int node = _tree.FindNode(path);
        return node == FlattenedTree.None ? path : _tree.Path(node);
    }

    private Provider Require(string path, string kind)
    {
        int node = _tree.FindNode(path);
        Provider found = node == FlattenedTree.None ? null : Find(node, kind);
        if (found != null) { return found; }
        string known = "";
        for (int i = 0; i < _controllers.Count; i++)
        {
            SimulatedController controller = (SimulatedController)_controllers[i];
            if (controller.Provider.Kind == kind) { known += (known.Length == 0 ? "" : ", ") + _tree.Path(controller.Node); }
        }
        throw new ArgumentException(path + " is no " + kind + " of the board; " + (known.Length == 0 ? "there is none" : "there are " + known));
    }
}
