using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.Cli.Resources;

/// <summary>
/// What the runtime will configure for the nodes of a tree, resolved by the runtime's own code from the blob that the
/// target reads, with the lines of tree and bindings beside each. What cannot be resolved is a finding (PL5001).
/// </summary>
public sealed class ResourceList
{
    private readonly DeviceTreeDocument _tree;
    private readonly FlattenedTree _flat;
    private readonly BindingSet _bindings;
    private readonly List<Resource> _resources = [];

    private ResourceList(DeviceTreeDocument tree, BindingSet bindings)
    {
        _tree = tree;
        _flat = new FlattenedTree(FlattenedTreeWriter.Write(tree));
        _bindings = bindings;
    }

    /// <summary>The resources in the order of the tree.</summary>
    public IReadOnlyList<Resource> Resources => _resources;

    /// <summary>References that lead nowhere, entries with too few cells and the like.</summary>
    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>Number of nodes that were looked at.</summary>
    public int NodeCount { get; private set; }

    /// <summary>The resources of one node, or of every enabled node that a driver knows.</summary>
    public static ResourceList Of(DeviceTreeDocument tree, BindingSet bindings, Node? only = null)
    {
        var list = new ResourceList(tree, bindings);
        DriverTable drivers = Drivers();
        for (int node = 0; node < list._flat.NodeCount; node++)
        {
            string path = list._flat.Path(node);
            bool wanted = only is null ? list.IsEnabled(node) && IsDriven(drivers, list._flat, node) : path == only.Path;
            if (wanted)
            {
                list.NodeCount++;
                list.Add(new TreeNode(list._flat, node));
            }
        }
        return list;
    }

    private static DriverTable Drivers()
    {
        var drivers = new DriverTable();
        RuntimeDrivers.Register(drivers);
        QualcommDrivers.Register(drivers, null);
        return drivers;
    }

    private static bool IsDriven(DriverTable drivers, FlattenedTree flat, int node) =>
        drivers.Find(flat, node) is not null || Array.Exists(IpaVersions.Compatibles(), name => flat.IsCompatible(node, name));

    private bool IsEnabled(int node)
    {
        for (int at = node; at != FlattenedTree.None; at = _flat.Parent(at))
        {
            if (!_flat.IsEnabled(at))
            {
                return false;
            }
        }
        return true;
    }

    private void Add(TreeNode node)
    {
        Guard(() => AddRegisters(node));
        Guard(() => AddInterrupts(node));
        foreach (ResourceKind kind in ResourceKind.ByPhandle)
        {
            Guard(() => AddPhandles(node, kind));
        }
    }

    private void AddRegisters(TreeNode node)
    {
        // A CPU's reg is a number, a GPIO line's too: only what the bus translates is an address.
        int count = node.HasProperty("reg") && node.Parent() is { } bus && bus.Cell("#size-cells", 1) > 0 ? AddressTranslation.RegCount(node) : 0;
        for (int i = 0; i < count; i++)
        {
            ulong address = AddressTranslation.Reg(node, i, out ulong size);
            uint cells = node.Parent()!.Cell("#address-cells", 2) + node.Parent()!.Cell("#size-cells", 1);
            Add(node, "registers", "reg", NameAt(node, "reg-names", i), $"0x{address:x8}, 0x{size:x} bytes", (int)cells * 4 * i);
        }
    }

    private void AddInterrupts(TreeNode node)
    {
        string? property = InterruptSpecifiers.PropertyOf(node);
        if (property is null)
        {
            return;
        }
        int offset = 0;
        int found = _flat.FindProperty(node.Index, property);
        int length = _flat.PropertyLength(found);
        for (int i = 0; offset < length; i++)
        {
            if (property == "interrupts-extended" && offset / 4 < _flat.CellCount(found) && _flat.Cell(found, offset / 4) == 0)
            {
                Add(node, "interrupt", property, NameAt(node, "interrupt-names", i), "none", offset);
                offset += 4;
                continue;
            }
            int controller = InterruptSpecifiers.Resolve(node, i, out uint[] specifier);
            Add(node, "interrupt", property, NameAt(node, "interrupt-names", i), $"{_flat.Path(controller)} {SpecifierText.OfInterrupt(new TreeNode(_flat, controller), specifier)}", offset);
            offset += EntryCells(node, property, i) * 4;
        }
    }

    // What a controller is given behind a map may be longer or shorter than what the node says.
    private int EntryCells(TreeNode node, string property, int entry)
    {
        if (property == "interrupts")
        {
            return (int)new TreeNode(_flat, InterruptSpecifiers.ParentOf(node, node.Index)).Cell("#interrupt-cells", 0);
        }
        var list = new PhandleList(node, property, "#interrupt-cells");
        list.Seek(entry);
        return list.Arguments().Length + 1;
    }

    private void AddPhandles(TreeNode node, ResourceKind kind)
    {
        var list = new PhandleList(node, kind.Property, kind.CellsProperty);
        int offset = 0;
        string source = "";
        while (list.Next())
        {
            uint[] arguments = list.Arguments();
            string value = list.Supplier == FlattenedTree.None ? "none" : ValueOf(kind, list.Supplier, arguments);
            if (kind.Property != "interconnects")
            {
                Add(node, kind.Name, kind.Property, NameAt(node, kind.NamesProperty, list.Entry), value, offset);
            }
            else if (list.Entry % 2 == 0)
            {
                source = value;
            }
            else
            {
                Add(node, kind.Name, kind.Property, NameAt(node, kind.NamesProperty, list.Entry / 2), $"{source} -> {value}", offset);
            }
            offset += (arguments.Length + 1) * 4;
        }
        if (list.Fault is not null)
        {
            throw node.Error(kind.Property, list.Fault);
        }
    }

    private string ValueOf(ResourceKind kind, int supplier, uint[] arguments)
    {
        string path = _flat.Path(supplier);
        if (kind.Property == "memory-region")
        {
            ulong address = AddressTranslation.Reg(new TreeNode(_flat, supplier), 0, out ulong size);
            return $"{path} 0x{address:x8}, 0x{size:x} bytes";
        }
        return arguments.Length == 0 ? path : path + " " + string.Join(' ', arguments.Select(SpecifierText.Number));
    }

    private static string NameAt(TreeNode node, string namesProperty, int index)
    {
        string[] names = namesProperty.Length > 0 && node.HasProperty(namesProperty) ? node.Strings(namesProperty) : [];
        return index < names.Length ? names[index] : $"#{index}";
    }

    private void Add(TreeNode node, string kind, string property, string name, string value, int offset)
    {
        Node? host = _tree.FindByPath(node.Path);
        Property? source = host?.FindProperty(property);
        _resources.Add(new Resource(node.Path, kind, name, value, property)
        {
            TreeSpan = source?.SpanAt(offset),
            RuleSpan = host is null ? null : _bindings.RuleFor(host, property),
        });
    }

    private void Guard(Action add)
    {
        try
        {
            add();
        }
        catch (ProbeException e)
        {
            Property? property = _tree.FindByPath(e.NodePath)?.FindProperty(e.Property);
            Diagnostics.Add(new Diagnostic("PL5001", DiagnosticSeverity.Error, e.Message)
            {
                Span = property?.Span ?? _tree.FindByPath(e.NodePath)?.NameSpan,
                NodePath = e.NodePath,
                Property = e.Property,
            });
        }
    }
}
