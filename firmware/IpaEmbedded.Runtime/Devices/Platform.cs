using System;
using System.Collections;
using IpaEmbedded.Runtime.Firmware;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.PinControl;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>Turns a device tree into running devices: finds drivers, probes suppliers first, and says of each device that stays behind why.</summary>
public sealed class Platform
{
    private readonly EventLoop _loop;
    private readonly FlattenedTree _tree;
    private readonly DmaHeap _heap;
    private readonly IoMapper _board;
    private readonly DriverTable _drivers;
    private readonly InterconnectGraph _interconnect = new InterconnectGraph();
    private readonly ArrayList _devices = new ArrayList();
    private readonly ArrayList _registrations = new ArrayList();
    private readonly Device[] _deviceOfNode;
    private readonly ProbeOrder _order;
    private FirmwareStore _firmware;
    private int _bound;
    private bool _populated;

    /// <summary>Creates a platform without devices; <see cref="Probe"/> makes and starts them.</summary>
    public Platform(EventLoop loop, FlattenedTree tree, DmaHeap heap, IoMapper board, DriverTable drivers)
    {
        _loop = loop;
        _tree = tree;
        _heap = heap;
        _board = board;
        _drivers = drivers;
        _deviceOfNode = new Device[tree.NodeCount];
        _order = new ProbeOrder(this);
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

    /// <summary>Memory that devices can reach.</summary>
    public DmaHeap Heap
    {
        get { return _heap; }
    }

    /// <summary>The board's registers and memory.</summary>
    public IoMapper Board
    {
        get { return _board; }
    }

    /// <summary>All interconnects.</summary>
    public InterconnectGraph Interconnect
    {
        get { return _interconnect; }
    }

    /// <summary>Where firmware comes from; null on a platform without.</summary>
    public FirmwareStore Firmware
    {
        get { return _firmware; }
        set { _firmware = value; }
    }

    /// <summary>Number of devices.</summary>
    public int DeviceCount
    {
        get { return _devices.Count; }
    }

    /// <summary>Number of devices that have been bound so far; grows with every success.</summary>
    internal int BoundSoFar
    {
        get { return _bound; }
    }

    /// <summary>One of the devices, in the order in which they were made.</summary>
    public Device DeviceAt(int index)
    {
        return (Device)_devices[index];
    }

    /// <summary>The device of a node, by path or alias; null when there is none.</summary>
    public Device FindDevice(string path)
    {
        int node = _tree.FindNode(path);
        return node == FlattenedTree.None ? null : _deviceOfNode[node];
    }

    /// <summary>
    /// Makes the devices at the first call, then probes all that are not bound and did not fail, suppliers first, until nothing moves any more. Returns
    /// how many became bound.
    /// </summary>
    public int Probe()
    {
        if (!_populated)
        {
            _populated = true;
            Populate(null, FlattenedTree.Root);
        }
        int before = _bound;
        _order.Run();
        return _bound - before;
    }

    /// <summary>Lets a device that failed or was removed have another try at the next <see cref="Probe"/>.</summary>
    public void Retry(Device device)
    {
        if (device.CurrentState == DeviceState.Failed || device.CurrentState == DeviceState.Removed) { device.CurrentState = DeviceState.Pending; }
    }

    /// <summary>Removes a device after those that it supplies and populated; nothing happens when it is not bound.</summary>
    public void Remove(Device device)
    {
        if (device.CurrentState != DeviceState.Bound) { return; }
        RemoveUsers(device);
        device.Driver.Remove(device);
        device.CurrentState = DeviceState.Removed;
        Release(device);
    }

    /// <summary>Removes all devices, the last bound first.</summary>
    public void RemoveAll()
    {
        while (true)
        {
            Device last = null;
            for (int i = 0; i < _devices.Count; i++)
            {
                Device device = (Device)_devices[i];
                if (device.CurrentState == DeviceState.Bound && (last == null || device.BindOrder > last.BindOrder)) { last = device; }
            }
            if (last == null) { return; }
            Remove(last);
        }
    }

    /// <summary>What a node supplies of a kind right now, or null.</summary>
    public Provider FindProvider(int node, string kind)
    {
        for (int i = 0; i < _registrations.Count; i++)
        {
            Registration registration = (Registration)_registrations[i];
            if (registration.Node == node && registration.Provider.Kind == kind) { return registration.Provider; }
        }
        return null;
    }

    /// <summary>What an enabled node supplies of a kind, by path or alias: how an application finds its LED, its key or its sensor.</summary>
    /// <exception cref="ProbeException">There is no such node, or it supplies nothing of the kind; the message says why.</exception>
    public Provider Require(string path, string kind)
    {
        int node = _tree.FindNode(path);
        if (node == FlattenedTree.None) { throw new ProbeException(path, kind, path[0] == '/' ? "a node of this path" : "an alias of this name in /aliases"); }
        Provider provider = FindProvider(node, kind);
        if (provider != null) { return provider; }
        string disabled = Disabled(node, kind);
        if (disabled != null) { throw new ProbeException(path, kind, disabled); }
        Device owner = OwnerOf(node);
        string why = owner == null ? "which no bus or driver has made a device" : owner.CurrentState == DeviceState.Bound ? "whose driver supplies none" : Explain(owner);
        throw new ProbeException(path, kind, "a node that supplies one, found " + _tree.Path(node) + ", " + why);
    }

    /// <summary>Path of the node that a property of /chosen names, such as "example,power-meter".</summary>
    /// <exception cref="ProbeException">Nothing is chosen.</exception>
    public string Chosen(string property)
    {
        int node = _tree.FindNode("/chosen");
        if (node == FlattenedTree.None) { throw new ProbeException("/chosen", property, "one string"); }
        return new TreeNode(_tree, node).String(property);
    }

    internal Provider Require(Device consumer, TreeNode node, string property, int supplier, string kind)
    {
        Device owner = OwnerOf(supplier);
        Provider provider = FindProvider(supplier, kind);
        if (provider != null)
        {
            if (owner != null && owner != consumer && !consumer.Suppliers.Contains(owner)) { consumer.Suppliers.Add(owner); }
            return provider;
        }
        string path = _tree.Path(supplier);
        string disabled = Disabled(supplier, kind);
        if (disabled != null) { throw node.Error(property, disabled); }
        if (owner != null && owner.CurrentState == DeviceState.Bound)
        {
            throw node.Error(property, "a node that supplies a " + kind + ", found " + path + ", whose driver supplies none");
        }
        throw new ProbeDeferredException(property, path);
    }

    internal void AddProvider(Device device, int node, Provider provider)
    {
        if (FindProvider(node, provider.Kind) != null)
        {
            throw new ArgumentException(_tree.Path(node) + " supplies a " + provider.Kind + " already");
        }
        Registration registration = new Registration(device, node, provider);
        _registrations.Add(registration);
        device.OnRelease(registration.Withdraw);
        provider.OnProvided(device, new TreeNode(_tree, node));
    }

    /// <summary>The device of a node or of its nearest ancestor that is one; null when no device was made there.</summary>
    internal Device OwnerOf(int node)
    {
        for (int at = node; at != FlattenedTree.None; at = _tree.Parent(at))
        {
            if (_deviceOfNode[at] != null) { return _deviceOfNode[at]; }
        }
        return null;
    }

    internal void Populate(Device parent, int top)
    {
        int end = top;
        // The node after the last descendant: the next sibling of the nearest ancestor-or-self that has one.
        while (end != FlattenedTree.None && _tree.NextSibling(end) == FlattenedTree.None) { end = _tree.Parent(end); }
        end = end == FlattenedTree.None ? _tree.NodeCount : _tree.NextSibling(end);
        bool[] open = new bool[end - top];
        open[0] = true;
        for (int node = top + 1; node < end; node++)
        {
            int above = _tree.Parent(node);
            if (!open[above - top] || !_tree.IsEnabled(node)) { continue; }
            bool bus = _tree.IsCompatible(node, "simple-bus") || _tree.IsCompatible(node, "simple-mfd");
            if (_tree.FindProperty(node, "compatible") == FlattenedTree.None)
            {
                // These three hold devices without being one.
                string name = above == FlattenedTree.Root ? _tree.Name(node) : "";
                open[node - top] = name == "clocks" || name == "firmware" || name == "reserved-memory";
                continue;
            }
            open[node - top] = bus;
            Driver driver = _drivers.Find(_tree, node);
            if (_deviceOfNode[node] != null || (bus && driver == null)) { continue; }
            Device device = new Device(this, new TreeNode(_tree, node), parent, driver);
            _deviceOfNode[node] = device;
            _devices.Add(device);
        }
    }

    internal void TryProbe(Device device)
    {
        device.CaughtFailure = null;
        try
        {
            PinStates.ApplyDefault(device);
            device.Driver.Probe(device);
            device.CurrentState = DeviceState.Bound;
            device.BindOrder = _bound++;
        }
        catch (ProbeDeferredException deferral)
        {
            device.CurrentState = DeviceState.Deferred;
            device.Message = deferral.Message;
            device.AwaitedPath = deferral.SupplierPath;
        }
        catch (Exception failure)
        {
            // One driver's failure must not take the other devices with it; it stays readable in Reason and Failure.
            device.CurrentState = DeviceState.Failed;
            device.Message = failure.Message;
            device.CaughtFailure = failure;
        }
        if (device.CurrentState != DeviceState.Bound) { Release(device); }
    }

    internal string Explain(Device device)
    {
        switch (device.CurrentState)
        {
            case DeviceState.Bound:
                return "";
            case DeviceState.NoDriver:
                return "no driver for " + Compatibles(device.Node.Index);
            case DeviceState.Pending:
                return "not probed yet";
            case DeviceState.Removed:
                return "removed";
            case DeviceState.Deferred:
                return device.Message + ExplainSupplier(device.AwaitedPath);
            default:
                return device.Message;
        }
    }

    // What was expected instead of a node that is disabled, itself or above; null when it is not.
    private string Disabled(int node, string kind)
    {
        for (int at = node; at != FlattenedTree.None; at = _tree.Parent(at))
        {
            if (!_tree.IsEnabled(at)) { return "an enabled " + kind + ", found " + _tree.Path(node) + " disabled by " + _tree.Path(at); }
        }
        return null;
    }

    private string Compatibles(int node)
    {
        int property = _tree.FindProperty(node, "compatible");
        int count = _tree.StringCount(property);
        if (count == 0) { return "its \"compatible\", which is no list of strings"; }
        string text = "";
        for (int i = 0; i < count; i++) { text += (i == 0 ? "\"" : ", \"") + _tree.StringAt(property, i) + "\""; }
        return text;
    }

    private string ExplainSupplier(string path)
    {
        int node = path[0] == '/' ? _tree.FindNode(path) : FlattenedTree.None;
        if (node == FlattenedTree.None) { return ""; }
        Device owner = OwnerOf(node);
        if (owner == null) { return ", which no bus or driver has made a device"; }
        switch (owner.CurrentState)
        {
            case DeviceState.NoDriver:
                return ", which has no driver for " + Compatibles(owner.Node.Index);
            case DeviceState.Deferred:
                return ", which waits itself";
            case DeviceState.Failed:
                return ", which failed: " + owner.Message;
            default:
                return "";
        }
    }

    private void RemoveUsers(Device supplier)
    {
        // Removing one can shorten the list, so the search starts again.
        int i = _devices.Count - 1;
        while (i >= 0)
        {
            Device device = (Device)_devices[i];
            bool uses = device.CurrentState == DeviceState.Bound && (device.Parent == supplier || device.Suppliers.Contains(supplier));
            if (uses) { Remove(device); }
            i = uses ? _devices.Count - 1 : i - 1;
        }
    }

    private void Release(Device device)
    {
        try
        {
            device.ReleaseAll();
        }
        finally
        {
            device.Suppliers.Clear();
            device.DriverData = null;
            for (int i = _devices.Count - 1; i >= 0; i--)
            {
                Device child = (Device)_devices[i];
                if (child.Parent != device) { continue; }
                _devices.RemoveAt(i);
                _deviceOfNode[child.Node.Index] = null;
            }
        }
    }

    private sealed class Registration
    {
        internal readonly int Node;
        internal readonly Provider Provider;
        private readonly Device _device;

        internal Registration(Device device, int node, Provider provider)
        {
            _device = device;
            Node = node;
            Provider = provider;
        }

        internal void Withdraw()
        {
            _device.Platform._registrations.Remove(this);
            Provider.OnWithdrawn(_device);
        }
    }
}
