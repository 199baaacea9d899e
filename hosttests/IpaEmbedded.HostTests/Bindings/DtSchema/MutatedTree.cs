using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Bindings.DtSchema;

/// <summary>
/// A tree with a few mistakes, made by a seed: properties left out, renamed, added, emptied, with other values or of another
/// type. The kernel's own examples have nearly none, and so would tell little about a validator.
/// </summary>
internal sealed class MutatedTree
{
    private static readonly byte[][] Values = [[0, 0, 0, 5], [0, 0, 0, 1, 0, 0, 0, 2], [.. "five\0"u8], [.. "one\0two\0three\0"u8], [5], [0, 0, 0, 0, 0, 0, 0, 5], [1, 2, 3], []];
    private static readonly byte[][] Cells = [[0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 99], [0, 0, 0xff, 0xff], [0xff, 0xff, 0xff, 0xff]];

    private readonly Random _random;
    private readonly IReadOnlyList<string> _names;
    private readonly Dictionary<Property, List<(string Name, byte[] Value)>> _changed = [];

    private MutatedTree(Random random, IReadOnlyList<string> names)
    {
        _random = random;
        _names = names;
    }

    /// <summary>The tree as a blob, with some of the names that properties have elsewhere; null if it cannot be written.</summary>
    public static byte[]? Of(DeviceTreeDocument tree, Random random, IReadOnlyList<string> names)
    {
        var mutated = new MutatedTree(random, names);
        Property[] all = [.. PropertiesBelow(tree.Root)];
        for (int left = random.Next(1, 4); left > 0 && all.Length > 0; left--)
        {
            Property property = all[random.Next(all.Length)];
            mutated._changed[property] = mutated.Change(property);
        }
        var text = new StringBuilder("/dts-v1/;\n");
        mutated.Write(text, tree.Root, "/");
        DeviceTreeDocument? result = DeviceTreeCompiler.Compile(new SourceFile("mutant.dts", text.ToString()), new CompileOptions()).Tree;
        return result is null ? null : FlattenedTreeWriter.Write(result);
    }

    /// <summary>The properties that a mistake can be made in: what the compiler itself adds stays.</summary>
    public static IEnumerable<Property> PropertiesBelow(Node node) =>
        node.Name.StartsWith("__", StringComparison.Ordinal)
            ? []
            : node.Properties.Where(each => each.Name is not ("phandle" or "linux,phandle")).Concat(node.Children.SelectMany(PropertiesBelow));

    private List<(string Name, byte[] Value)> Change(Property property)
    {
        byte[] value = property.Value.ToArray();
        string name = property.Name;
        string other = _names[_random.Next(_names.Count)];
        bool isFree = property.Node.FindProperty(other) is null && property.Node.FindChild(other) is null;
        switch (_random.Next(9))
        {
            case 0:
                return [];
            case 1 when isFree:
                return [(other, value)];
            case 2 when isFree:
                return [(name, value), (other, Values[_random.Next(Values.Length)])];
            case 3 when name != "compatible":
                return [(name, Values[_random.Next(Values.Length)])];
            case 4:
                return [(name, [.. value, .. value])];
            case 5 when value.Length > 4:
                return [(name, value[..(value.Length / 8 * 4)])];
            case 6 when value.Length > 1 && value[^1] == 0 && value[0] is > 0x20 and < 0x7f:
                return [(name, [(byte)'x', .. value])];
            case 7 when property.Node.FindProperty("status") is null:
                return [(name, value), ("status", [.. Encoding.ASCII.GetBytes(_random.Next(3) switch { 0 => "disabled", 1 => "okay", _ => "fail" }), 0])];
            default:
                if (value.Length >= 4)
                {
                    Cells[_random.Next(Cells.Length)].CopyTo(value, _random.Next(value.Length / 4) * 4);
                }
                return [(name, value)];
        }
    }

    private void Write(StringBuilder text, Node node, string name)
    {
        text.Append(name).Append(" {\n");
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (Property property in node.Properties)
        {
            foreach ((string each, byte[] value) in _changed.GetValueOrDefault(property) ?? [(property.Name, property.Value.ToArray())])
            {
                if (written.Add(each))
                {
                    text.Append(each).Append(value.Length == 0 ? ";\n" : $" = [{Convert.ToHexString(value)}];\n");
                }
            }
        }
        foreach (Node child in node.Children)
        {
            Write(text, child, child.Name);
        }
        text.Append("};\n");
    }
}
