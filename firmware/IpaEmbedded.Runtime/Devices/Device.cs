using System;
using System.Collections;
using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Pwm;
using IpaEmbedded.Runtime.Regulators;
using IpaEmbedded.Runtime.ReservedMemory;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>
/// One enabled node of the tree, and what its driver may ask for: registers, interrupts, clocks, paths ... by name, each an object or an error that quotes the tree.
/// </summary>
/// <remarks>
/// Getters are for Probe. What they give goes back by itself when Probe throws or the device is removed, see <see cref="OnRelease"/>; a getter
/// that throws has taken nothing. Every getter that takes a <see cref="TreeNode"/> reads a child's property instead of the device's own.
/// </remarks>
public sealed class Device
{
    internal DeviceState CurrentState;
    internal string Message;
    internal string AwaitedPath;
    internal Exception CaughtFailure;
    internal int LastPass;
    internal int BindOrder;
    internal readonly ArrayList Suppliers = new ArrayList();
    private readonly ArrayList _releases = new ArrayList();
    private readonly Platform _platform;
    private readonly TreeNode _node;
    private readonly Device _parent;
    private readonly Driver _driver;
    private object _driverData;

    internal Device(Platform platform, TreeNode node, Device parent, Driver driver)
    {
        _platform = platform;
        _node = node;
        _parent = parent;
        _driver = driver;
        CurrentState = driver == null ? DeviceState.NoDriver : DeviceState.Pending;
    }

    /// <summary>The platform that the device belongs to.</summary>
    public Platform Platform
    {
        get { return _platform; }
    }

    /// <summary>The event loop.</summary>
    public EventLoop Loop
    {
        get { return _platform.Loop; }
    }

    /// <summary>The node, for its properties and children.</summary>
    public TreeNode Node
    {
        get { return _node; }
    }

    /// <summary>Full path of the node.</summary>
    public string NodePath
    {
        get { return _node.Path; }
    }

    /// <summary>The device whose driver populated this one, or null.</summary>
    public Device Parent
    {
        get { return _parent; }
    }

    /// <summary>The driver that lists the node's "compatible", or null.</summary>
    public Driver Driver
    {
        get { return _driver; }
    }

    /// <summary>How far the device has come.</summary>
    public DeviceState State
    {
        get { return CurrentState; }
    }

    /// <summary>Why the device is not bound; empty when it is.</summary>
    public string Reason
    {
        get { return _platform.Explain(this); }
    }

    /// <summary>The exception that ended the last Probe in failure, or null.</summary>
    public Exception Failure
    {
        get { return CaughtFailure; }
    }

    /// <summary>What the driver keeps with the device.</summary>
    public object DriverData
    {
        get { return _driverData; }
        set { _driverData = value; }
    }

    /// <summary>Whether the node has a property, whatever its value.</summary>
    public bool HasProperty(string property)
    {
        return _node.HasProperty(property);
    }

    /// <summary>An error about a property of the node, to be thrown.</summary>
    public ProbeException Error(string property, string expected)
    {
        return _node.Error(property, expected);
    }

    /// <summary>Processor address of the entry of "reg" that "reg-names" calls by a name, and its size in bytes.</summary>
    public ulong RegAddress(string name, out ulong size)
    {
        return RegAddress(_node.IndexOfName("reg-names", name), out size);
    }

    /// <summary>Processor address of an entry of "reg", and its size in bytes.</summary>
    public ulong RegAddress(int index, out ulong size)
    {
        return AddressTranslation.Reg(_node, index, out size);
    }

    /// <summary>Registers that "reg-names" calls by a name.</summary>
    public RegisterBlock MapRegisters(string name)
    {
        ulong size;
        ulong address = RegAddress(name, out size);
        return _platform.Board.MapRegisters(address, size, name);
    }

    /// <summary>Registers of an entry of "reg", under the node's name.</summary>
    public RegisterBlock MapRegisters(int index)
    {
        ulong size;
        ulong address = RegAddress(index, out size);
        return _platform.Board.MapRegisters(address, size, _node.Name);
    }

    /// <summary>Memory that "reg-names" calls by a name.</summary>
    public DmaMemory MapMemory(string name)
    {
        ulong size;
        ulong address = RegAddress(name, out size);
        return _platform.Board.MapMemory(address, size, name);
    }

    /// <summary>Memory of an entry of "reg", under the node's name.</summary>
    public DmaMemory MapMemory(int index)
    {
        ulong size;
        ulong address = RegAddress(index, out size);
        return _platform.Board.MapMemory(address, size, _node.Name);
    }

    /// <summary>Interrupt that "interrupt-names" calls by a name.</summary>
    public ConsumerInterrupt Interrupt(string name)
    {
        return Interrupt(_node, _node.IndexOfName("interrupt-names", name));
    }

    /// <summary>Interrupt by its position.</summary>
    public ConsumerInterrupt Interrupt(int index)
    {
        return Interrupt(_node, index);
    }

    /// <summary>Interrupt of a node of this device by its position. A pin of a GPIO controller that has no interrupts of its own is watched, and is then this device's alone.</summary>
    public ConsumerInterrupt Interrupt(TreeNode node, int index)
    {
        string property = InterruptSpecifiers.PropertyOf(node);
        if (property == null) { throw node.Error("interrupts", "at least " + (index + 1).ToString() + " entries, or \"interrupts-extended\""); }
        uint[] specifier;
        int controller = InterruptSpecifiers.Resolve(node, index, out specifier);
        InterruptLine line;
        if (GpioInterrupt.IsServedBy(_platform, controller)) { line = GpioInterrupt.Take(this, node, property, controller, specifier); }
        else { line = ((InterruptController)_platform.Require(this, node, property, controller, InterruptController.ProviderKind)).Translate(specifier); }
        if (line == null) { throw Unknown(node, property, index, controller, "an interrupt", specifier); }
        ConsumerInterrupt hold = new ConsumerInterrupt(line);
        OnRelease(hold.Free);
        return hold;
    }

    /// <summary>Clock that "clock-names" calls by a name.</summary>
    public Clock Clock(string name)
    {
        return Clock(_node, _node.IndexOfName("clock-names", name));
    }

    /// <summary>Clock by its position.</summary>
    public Clock Clock(int index)
    {
        return Clock(_node, index);
    }

    /// <summary>Clock of a node of this device by its position.</summary>
    public Clock Clock(TreeNode node, int index)
    {
        uint[] specifier;
        int supplier = Supplier(node, "clocks", "#clock-cells", index, out specifier);
        ClockProvider provider = (ClockProvider)_platform.Require(this, node, "clocks", supplier, ClockProvider.ProviderKind);
        ClockSource source = provider.Translate(specifier);
        if (source == null) { throw Unknown(node, "clocks", index, supplier, "a clock", specifier); }
        ConsumerClock clock = new ConsumerClock(source);
        OnRelease(clock.Release);
        return clock;
    }

    /// <summary>Interconnect paths that "interconnect-names" calls by these names, in this order.</summary>
    public InterconnectPaths Interconnects(string[] names)
    {
        InterconnectPath[] paths = new InterconnectPath[names.Length];
        ConsumerPaths set = new ConsumerPaths(paths);
        int done = 0;
        try
        {
            for (; done < names.Length; done++) { paths[done] = FindPath(_node.IndexOfName("interconnect-names", names[done])); }
        }
        finally
        {
            for (int i = 0; i < done && done < names.Length; i++) { Leave(paths[i]); }
        }
        OnRelease(set.Release);
        return set;
    }

    /// <summary>Region of memory that "memory-region" names at a position.</summary>
    public ReservedMemoryRegion ReservedMemory(int index)
    {
        PhandleList list = new PhandleList(_node, "memory-region", null);
        list.Seek(index);
        TreeNode region = new TreeNode(_node.Tree, list.Supplier);
        ulong size;
        ulong address = AddressTranslation.Reg(region, 0, out size);
        return new ReservedMemoryRegion(region.Name, address, size, region.HasProperty("no-map"));
    }

    /// <summary>Pin that a consumer's property names: "reset" for "reset-gpios" (or "reset-gpio"); its first one.</summary>
    public GpioLine Gpio(string name)
    {
        return Gpio(_node, _node.HasProperty(name + "-gpio") ? name + "-gpio" : name + "-gpios", 0);
    }

    /// <summary>Pin that a property such as "reset-gpios" names at a position.</summary>
    public GpioLine Gpio(string property, int index)
    {
        return Gpio(_node, property, index);
    }

    /// <summary>Pin that a property of a node of this device names at a position; it is this device's alone until it is removed.</summary>
    public GpioLine Gpio(TreeNode node, string property, int index)
    {
        uint[] specifier;
        int supplier = GpioNexus.Follow(node.Tree, Supplier(node, property, "#gpio-cells", index, out specifier), ref specifier);
        GpioController provider = (GpioController)_platform.Require(this, node, property, supplier, GpioController.ProviderKind);
        uint pin;
        uint flags;
        if (!provider.Translate(specifier, out pin, out flags)) { throw Unknown(node, property, index, supplier, "a pin and flags", specifier); }
        return GpioLine.Take(this, provider, node, property, pin, flags);
    }

    /// <summary>This device as a chip on the I2C bus above its node.</summary>
    public I2cClient I2c()
    {
        return I2cClient.Of(this);
    }

    /// <summary>This device as a chip on the SPI bus above its node.</summary>
    public SpiClient Spi()
    {
        return SpiClient.Of(this);
    }

    /// <summary>PWM channel that "pwm-names" calls by a name.</summary>
    public PwmOutput Pwm(string name)
    {
        return PwmOutput.Of(this, _node, _node.IndexOfName("pwm-names", name));
    }

    /// <summary>PWM channel that a node of this device names at a position.</summary>
    public PwmOutput Pwm(TreeNode node, int index)
    {
        return PwmOutput.Of(this, node, index);
    }

    /// <summary>ADC channel that "io-channel-names" calls by a name.</summary>
    public AdcInput IoChannel(string name)
    {
        return AdcInput.Of(this, _node, _node.IndexOfName("io-channel-names", name));
    }

    /// <summary>ADC channel that a node of this device names at a position.</summary>
    public AdcInput IoChannel(TreeNode node, int index)
    {
        return AdcInput.Of(this, node, index);
    }

    /// <summary>Supply that a property such as "vdd-supply" names, by its name without the end; one that is always on when there is no such property.</summary>
    public Supply Supply(string name)
    {
        return Regulators.Supply.Of(this, _node, name);
    }

    /// <summary>
    /// What a phandle property names at a position, for services that the runtime does not know itself: "mboxes" with "#mbox-cells" and kind "mailbox".
    /// Gives the arguments after the phandle; a null <paramref name="cellsProperty"/> means that there are none.
    /// </summary>
    public Provider Provider(string property, string cellsProperty, int index, string kind, out uint[] arguments)
    {
        return Provider(_node, property, cellsProperty, index, kind, out arguments);
    }

    /// <summary>What a phandle property of a node of this device names at a position.</summary>
    public Provider Provider(TreeNode node, string property, string cellsProperty, int index, string kind, out uint[] arguments)
    {
        int supplier = Supplier(node, property, cellsProperty, index, out arguments);
        return _platform.Require(this, node, property, supplier, kind);
    }

    /// <summary>Supplies others with something under this device's node, while the device is bound.</summary>
    public void Provide(Provider provider)
    {
        Provide(_node, provider);
    }

    /// <summary>Supplies others with something under a node of this device, while the device is bound.</summary>
    public void Provide(TreeNode node, Provider provider)
    {
        _platform.AddProvider(this, node.Index, provider);
    }

    /// <summary>
    /// Says what gives a thing back that the device has taken: called when Probe throws or after the driver's Remove, the last one first. What refuses
    /// to go back does not keep the others. For subsystems of your own: register it in the getter, as soon as the thing is taken.
    /// </summary>
    public void OnRelease(EventLoopHandler handler)
    {
        _releases.Add(handler);
    }

    /// <summary>Makes devices of the enabled children that have a "compatible"; they probe after this device.</summary>
    public void PopulateChildren()
    {
        PopulateChildren(_node);
    }

    /// <summary>Makes devices of the enabled children of a node of this device, such as the bus of one channel of a multiplexer.</summary>
    public void PopulateChildren(TreeNode node)
    {
        _platform.Populate(this, node.Index);
    }

    /// <summary>What the node above supplies to this device: its bus.</summary>
    internal Provider RequireBus(string kind)
    {
        return RequireAt(_node, "reg", _node.Tree.Parent(_node.Index), kind);
    }

    internal Provider RequireAt(TreeNode node, string property, int supplier, string kind)
    {
        return _platform.Require(this, node, property, supplier, kind);
    }

    internal ProbeException Unknown(TreeNode node, string property, string cellsProperty, int index, string what)
    {
        uint[] specifier;
        int supplier = Supplier(node, property, cellsProperty, index, out specifier);
        return Unknown(node, property, index, supplier, what, specifier);
    }

    internal void ReleaseAll()
    {
        if (_releases.Count == 0) { return; }
        int last = _releases.Count - 1;
        EventLoopHandler handler = (EventLoopHandler)_releases[last];
        _releases.RemoveAt(last);
        try
        {
            handler();
        }
        catch (HardwareException)
        {
            // A vote that stays costs energy and nothing else; whoever votes next replaces it.
        }
        finally
        {
            // Any other exception passes, after the rest has gone back.
            ReleaseAll();
        }
    }

    private static void Leave(InterconnectPath path)
    {
        try
        {
            path.Release();
        }
        catch (HardwareException)
        {
            // Why another path is missing says more, and may be that its supplier is still to come.
        }
    }

    private int Supplier(TreeNode node, string property, string cellsProperty, int index, out uint[] arguments)
    {
        PhandleList list = new PhandleList(node, property, cellsProperty);
        list.Seek(index);
        arguments = list.Arguments();
        return list.Supplier;
    }

    private InterconnectPath FindPath(int index)
    {
        InterconnectProvider provider;
        uint tag;
        InterconnectNode source = Endpoint(index * 2, out provider, out tag);
        uint destinationTag;
        InterconnectNode destination = Endpoint(index * 2 + 1, out provider, out destinationTag);
        if (tag != destinationTag) { throw _node.Error("interconnects", "the same tag at both ends of path " + index.ToString()); }
        InterconnectPath path = _platform.Interconnect.FindPath(source, destination, tag);
        if (path == null)
        {
            // An interconnect in the middle may not have probed yet.
            throw new ProbeDeferredException("interconnects", "a path from " + source.Name + " to " + destination.Name);
        }
        return path;
    }

    private InterconnectNode Endpoint(int entry, out InterconnectProvider provider, out uint tag)
    {
        uint[] specifier;
        int supplier = Supplier(_node, "interconnects", "#interconnect-cells", entry, out specifier);
        provider = (InterconnectProvider)_platform.Require(this, _node, "interconnects", supplier, InterconnectProvider.ProviderKind);
        InterconnectNode node = provider.Translate(specifier);
        if (node == null) { throw Unknown(_node, "interconnects", entry, supplier, "a port", specifier); }
        tag = provider.TagOf(specifier);
        return node;
    }

    private static ProbeException Unknown(TreeNode node, string property, int entry, int supplier, string what, uint[] specifier)
    {
        return node.Error(property, what + " of " + node.Tree.Path(supplier) + " in entry " + entry.ToString() + ", found " + Quote(specifier));
    }

    internal static string Quote(uint[] specifier)
    {
        string cells = "";
        for (int i = 0; i < specifier.Length; i++) { cells += (i == 0 ? "" : " ") + specifier[i].ToString(); }
        return "<" + cells + ">";
    }
}
