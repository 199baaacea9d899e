namespace IpaEmbedded.DeviceTree;

/// <summary>Marks ports and their parents; reports nothing.</summary>
internal sealed class GraphNodesCheck(string id, string name)
    : TreeCheck(id, name, "Finds the ports of a graph.")
{
    internal override void Run(CheckContext context)
    {
        foreach (Node node in context.Parents)
        {
            foreach (Node child in node.ChildList)
            {
                if (child.BaseNameSpan is not "endpoint" && child.FindProperty("remote-endpoint") is null)
                {
                    continue;
                }
                if (context.IsLater && node.Parent is null)
                {
                    context.Report(node, $"the root holds the endpoint '{child.Name}'; an endpoint lies in a port, and a device has 'remote-endpoint' nowhere else");
                    continue;
                }
                context.Note(node).Bus = BusKind.GraphPort;
                if (node.Parent is { } parent && context.Facts(parent).Bus == BusKind.None && (parent.Name == "ports" || node.FindProperty("reg") is not null))
                {
                    context.Note(parent).Bus = BusKind.GraphPorts;
                }
                break;
            }
        }
    }
}

/// <summary>A single child of a port needs no address.</summary>
internal sealed class GraphChildAddressCheck(string id, string name)
    : TreeCheck(id, name, "A graph node with a single child needs no '#address-cells' and '#size-cells'.", "graph_nodes")
{
    internal override void Run(CheckContext context)
    {
        foreach (Node node in context.Parents)
        {
            if (node.ChildList.Count != 1 || context.Facts(node).Bus is not (BusKind.GraphPort or BusKind.GraphPorts) || context.StatedCells(node).Address == -1)
            {
                continue;
            }
            Node child = node.ChildList[0];
            if (child.FindProperty("reg") is { } reg && reg.TryGetCell(0, out uint number) && number != 0)
            {
                continue;
            }
            context.Report(node, $"the only child '{child.Name}' of a graph node needs no #address-cells and #size-cells");
        }
    }
}

/// <summary>Ports are called port.</summary>
internal sealed class GraphPortCheck(string id, string name)
    : TreeCheck(id, name, "A port of a graph is called 'port' and numbered by its 'reg'.", "graph_nodes")
{
    internal override void Run(CheckContext context)
    {
        foreach (Node node in context.Parents)
        {
            if (context.Facts(node).Bus != BusKind.GraphPort)
            {
                continue;
            }
            if (node.BaseNameSpan is not "port" && !IsPart(context))
            {
                context.Report(node, $"a graph port is called 'port', not '{node.BaseName}'");
            }
            CheckReg(context, node);
        }
    }

    /// <summary>True for an overlay by the rules of dtc 1.8: its ports and endpoints are parts of those of the base.</summary>
    internal static bool IsPart(CheckContext context) => context.IsLater && context.Tree.IsPlugin;

    internal static void CheckReg(CheckContext context, Node node)
    {
        if (node.UnitAddressSpan.Length == 0 || node.FindProperty("reg") is not { } reg)
        {
            return;
        }
        if (!node.TryGetUInt32("reg", out uint number))
        {
            context.Report(node, $"'reg' of a graph node is one cell, not {reg.Length} bytes");
            return;
        }
        if (!node.HasUnitAddress(number))
        {
            context.Report(node, $"node name says @{node.UnitAddress} but reg is 0x{number:x}", new RelatedLocation("reg", reg.Span, node.ShownPath));
        }
        if (node.Parent is not { } parent)
        {
            return;
        }
        (long address, long size) = context.StatedCells(parent);
        if (address != 1)
        {
            context.Report(node, node.FindProperty("#address-cells"), $"the parent of a graph node with 'reg' has #address-cells 1, not {Stated(address)}");
        }
        if (size != 0)
        {
            context.Report(node, node.FindProperty("#size-cells"), $"the parent of a graph node with 'reg' has #size-cells 0, not {Stated(size)}");
        }
    }

    private static string Stated(long cells) => cells < 0 ? "the default" : cells.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Endpoints are called endpoint and lead to each other.</summary>
internal sealed class GraphEndpointCheck(string id, string name)
    : BusChildCheck(id, name, BusKind.GraphPort, "An endpoint of a graph is called 'endpoint', and its 'remote-endpoint' leads back to it.", "graph_nodes")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.BaseNameSpan is not "endpoint" && !GraphPortCheck.IsPart(context))
        {
            context.Report(node, $"a graph endpoint is called 'endpoint', not '{node.BaseName}'");
        }
        GraphPortCheck.CheckReg(context, node);
        if (!GraphPortCheck.IsPart(context) && Remote(context, node) is { } remote && !ReferenceEquals(Remote(context, remote), node))
        {
            context.Report(node, $"the endpoint {remote.ShownPath} does not lead back here", new RelatedLocation("the other endpoint", remote.NameSpan, remote.ShownPath));
        }
    }

    private static Node? Remote(CheckContext context, Node endpoint)
    {
        if (endpoint.FindProperty("remote-endpoint") is not { } property || !property.TryGetCell(0, out uint phandle) || phandle is 0 or 0xffffffff)
        {
            return null;
        }
        Node? remote = context.Tree.FindByPhandle(phandle);
        if (remote is null)
        {
            context.Report(endpoint, property, $"'remote-endpoint' is phandle 0x{phandle:x}, which no node has");
        }
        return remote;
    }
}
