using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>/chosen no longer names the interrupt controller.</summary>
internal sealed class ChosenInterruptControllerCheck(string id, string name)
    : TreeCheck(id, name, "/chosen has no 'interrupt-controller'.")
{
    internal override void Run(CheckContext context)
    {
        if (context.Root.FindChild("chosen")?.FindProperty("interrupt-controller") is { } property)
        {
            context.Report(context.Root, property, "/chosen has 'interrupt-controller', which is obsolete");
        }
    }
}

/// <summary>A node called chosen is a child of the root.</summary>
internal sealed class ChosenIsRootCheck(string id, string name)
    : NodeCheck(id, name, "The node 'chosen' is a child of the root.")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.Name == "chosen" && !ReferenceEquals(node.Parent, context.Root))
        {
            context.Report(node, "node 'chosen' must be a child of the root");
        }
    }
}

/// <summary>bootargs is one string.</summary>
internal sealed class ChosenBootargsCheck(string id, string name)
    : PropertyCheck(id, name, "bootargs", "'bootargs' of a chosen node is one string.")
{
    protected override void Check(CheckContext context, Property property)
    {
        if (property.Node.Name == "chosen" && !StringCheck.IsOneString(property))
        {
            context.Report(property.Node, property, "'bootargs' must be one string that ends in a zero byte");
        }
    }
}

/// <summary>stdout-path is one string and has its current name.</summary>
internal sealed class ChosenStdoutPathCheck(string id, string name)
    : NodeCheck(id, name, "A chosen node uses 'stdout-path', one string, and not 'linux,stdout-path'.")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.Name != "chosen")
        {
            return;
        }
        Property? path = node.FindProperty("stdout-path");
        if (path is null)
        {
            path = node.FindProperty("linux,stdout-path");
            if (path is null)
            {
                return;
            }
            context.Report(node, path, "'linux,stdout-path' is now called 'stdout-path'");
        }
        if (!StringCheck.IsOneString(path))
        {
            context.Report(node, path, $"'{path.Name}' must be one string that ends in a zero byte");
        }
    }
}

/// <summary>Aliases lead to nodes and have plain names.</summary>
internal sealed class AliasPathsCheck(string id, string name)
    : NodeCheck(id, name, "An alias is the path of a node, and its name has only lower case letters, digits and '-'.")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.Name != "aliases")
        {
            return;
        }
        foreach (Property alias in node.PropertyList)
        {
            if (alias.Name is "phandle" or "linux,phandle")
            {
                continue;
            }
            int end = alias.Value.IndexOf((byte)0);
            string path = Encoding.UTF8.GetString(end < 0 ? alias.Value : alias.Value[..end]);
            // The nodes of an overlay's base are not there.
            if (!(context.IsLater && context.Tree.IsPlugin) && (alias.Length == 0 || !Leads(context.Root, path)))
            {
                context.Report(node, alias, $"alias '{alias.Name}' leads to \"{path}\", which is no node");
            }
            else if (!IsAliasName(alias.Name))
            {
                context.ReportFor(null, node, alias, null, $"alias '{alias.Name}' has a character other than lower case letters, digits and '-'");
            }
        }
    }

    private static bool IsAliasName(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }
        return true;
    }

    private static bool Leads(Node root, string path)
    {
        Node? node = root;
        foreach (string step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node?.FindChild(step);
        }
        return node is not null;
    }
}
