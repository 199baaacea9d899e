using IpaEmbedded.DeviceTree;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.Cli.Desk;

/// <summary>
/// What people call the things of a board: the path of a node, its name with or without the unit address, a label of the source, an alias, and for a chip the second
/// half of its "compatible". What is not there, or is two things, is told with what there is.
/// </summary>
internal sealed class DeskNames(DeskBoard board, DeviceTreeDocument? source)
{
    private static readonly char[] Ends = ['@'];

    /// <summary>A chip.</summary>
    /// <exception cref="DeskException">There is none, or several.</exception>
    public SimulatedChip Chip(string name)
    {
        SimulatedChip[] chips = [.. Enumerable.Range(0, board.Simulation.ChipCount).Select(board.Simulation.ChipAt)];
        return One("chip", name, chips, chip => chip.NodePath, chip => NamesOf(chip.NodePath).Concat(Models(chip.NodePath)));
    }

    /// <summary>A key, by its label or the name of its code too.</summary>
    /// <exception cref="DeskException">There is none, or several.</exception>
    public SimulatedKey Key(string name)
    {
        SimulatedKey[] keys = [.. Enumerable.Range(0, board.Simulation.KeyCount).Select(board.Simulation.KeyAt)];
        return One("key", name, keys, key => keys.Count(other => other.Label == key.Label) > 1 ? key.NodePath : key.Label, key => NamesOf(key.NodePath).Append(key.Label).Append(KeyCodes.NameOf(key.Code)));
    }

    /// <summary>A controller of pins, a chip with pins too.</summary>
    /// <exception cref="DeskException">There is none, or several.</exception>
    public SimulatedGpio Gpio(string name) =>
        One("pin controller", name, [.. Enumerable.Range(0, board.Simulation.GpioCount).Select(board.Simulation.GpioAt)], gpio => gpio.NodePath, gpio => NamesOf(gpio.NodePath));

    private static T One<T>(string kind, string name, IReadOnlyList<T> all, Func<T, string> shown, Func<T, IEnumerable<string>> names)
    {
        T[] found = [.. all.Where(each => names(each).Contains(name, StringComparer.OrdinalIgnoreCase))];
        return found.Length == 1 ? found[0] : throw new DeskException(
            found.Length > 1 ? $"'{name}' is {string.Join(" and ", found.Select(shown))}"
            : all.Count == 0 ? $"there is no {kind} '{name}': the board has none"
            : $"there is no {kind} '{name}'; there {(all.Count == 1 ? "is" : "are")} {string.Join(", ", all.Select(shown))}");
    }

    private IEnumerable<string> NamesOf(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return [path, name, name.Split(Ends)[0], .. source?.FindByPath(path)?.Labels ?? [], .. AliasesOf(path)];
    }

    private IEnumerable<string> AliasesOf(string path)
    {
        FlattenedTree tree = board.Simulation.Tree;
        int aliases = tree.FindNode("/aliases");
        for (int property = aliases == FlattenedTree.None ? FlattenedTree.None : tree.FirstProperty(aliases); property != FlattenedTree.None; property = tree.NextProperty(property))
        {
            if (tree.StringCount(property) == 1 && tree.StringAt(property, 0) == path)
            {
                yield return tree.PropertyName(property);
            }
        }
    }

    // "bme280" for "bosch,bme280"
    private IEnumerable<string> Models(string path)
    {
        FlattenedTree tree = board.Simulation.Tree;
        int property = tree.FindProperty(tree.FindNode(path), "compatible");
        return Enumerable.Range(0, tree.StringCount(property)).Select(index => tree.StringAt(property, index)).Select(name => name[(name.IndexOf(',', StringComparison.Ordinal) + 1)..]);
    }
}
