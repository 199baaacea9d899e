using System.Globalization;

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
                node.Bus = BusKind.GraphPort;
                if (node.Parent is { Bus: BusKind.None } parent && (parent.Name == "ports" || node.FindProperty("reg") is not null))
                {
                    parent.Bus = BusKind.GraphPorts;
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
            if (node.Bus is not (BusKind.GraphPort or BusKind.GraphPorts) || node.ChildList.Count != 1 || node.AddressCells == -1)
            {
                continue;
            }
            Node child = node.ChildList[0];
            if (child.FindProperty("reg") is { Length: >= 4 } reg && reg.CellAt(0) != 0)
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
            if (node.Bus != BusKind.GraphPort)
            {
                continue;
            }
            if (node.BaseNameSpan is not "port")
            {
                context.Report(node, $"a graph port is called 'port', not '{node.BaseName}'");
            }
            CheckReg(context, node);
        }
    }

    internal static void CheckReg(CheckContext context, Node node)
    {
        if (node.UnitAddressSpan.Length == 0 || node.FindProperty("reg") is not { } reg)
        {
            return;
        }
        if (reg.Length != 4)
        {
            context.Report(node, $"'reg' of a graph node is one cell, not {reg.Length} bytes");
            return;
        }
        if (!node.HasUnitAddress(reg.CellAt(0)))
        {
            context.Report(node, $"node name says @{node.UnitAddress} but reg is 0x{reg.CellAt(0):x}", new RelatedLocation("reg", reg.Span, node.Path));
        }
        if (node.Parent is not { } parent)
        {
            return;
        }
        if (parent.AddressCells != 1)
        {
            context.Report(node, node.FindProperty("#address-cells"), $"the parent of a graph node with 'reg' has #address-cells 1, not {parent.AddressCells}");
        }
        if (parent.SizeCells != 0)
        {
            context.Report(node, node.FindProperty("#size-cells"), $"the parent of a graph node with 'reg' has #size-cells 0, not {parent.SizeCells}");
        }
    }
}

/// <summary>Endpoints are called endpoint and lead to each other.</summary>
internal sealed class GraphEndpointCheck(string id, string name)
    : TreeCheck(id, name, "An endpoint of a graph is called 'endpoint', and its 'remote-endpoint' leads back to it.", "graph_nodes")
{
    internal override void Run(CheckContext context)
    {
        foreach (Node port in context.Parents)
        {
            if (port.Bus != BusKind.GraphPort)
            {
                continue;
            }
            foreach (Node node in port.ChildList)
            {
                if (node.BaseNameSpan is not "endpoint")
                {
                    context.Report(node, $"a graph endpoint is called 'endpoint', not '{node.BaseName}'");
                }
                GraphPortCheck.CheckReg(context, node);
                if (Remote(context, node) is { } remote && !ReferenceEquals(Remote(context, remote), node))
                {
                    context.Report(node, $"the endpoint {remote.Path} does not lead back here", new RelatedLocation("the other endpoint", remote.NameSpan, remote.Path));
                }
            }
        }
    }

    private static Node? Remote(CheckContext context, Node endpoint)
    {
        if (endpoint.FindProperty("remote-endpoint") is not { Length: >= 4 } property || property.CellAt(0) is 0 or 0xffffffff)
        {
            return null;
        }
        Node? remote = context.Tree.FindByPhandle(property.CellAt(0));
        if (remote is null)
        {
            context.Report(endpoint, property, $"'remote-endpoint' is phandle 0x{property.CellAt(0):x}, which no node has");
        }
        return remote;
    }
}
