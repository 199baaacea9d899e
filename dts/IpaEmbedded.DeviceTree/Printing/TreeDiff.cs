using System.Globalization;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Compares two trees node by node and property by property; order does not matter, but among those that share a name.
/// References compare by the node that they refer to, whatever its number, unless numbers are asked for.
/// </summary>
public sealed class TreeDiff
{
    private readonly DeviceTreeDocument _before;
    private readonly DeviceTreeDocument _after;
    private readonly List<TreeChange> _changes = [];
    private readonly ReferenceText? _references;

    private TreeDiff(DeviceTreeDocument before, DeviceTreeDocument after, bool numbers)
    {
        _before = before;
        _after = after;
        _references = numbers ? null : new ReferenceText();
    }

    /// <summary>Every difference, in the order of the first tree, what is new at the end of each node.</summary>
    public static IReadOnlyList<TreeChange> Compare(DeviceTreeDocument before, DeviceTreeDocument after) => Compare(before, after, numbers: false);

    /// <summary>The same.</summary>
    /// <param name="numbers">True to compare and show phandles as the numbers that they are.</param>
    public static IReadOnlyList<TreeChange> Compare(DeviceTreeDocument before, DeviceTreeDocument after, bool numbers)
    {
        var diff = new TreeDiff(before, after, numbers);
        List<TreeChange> changes = diff._changes;
        if (before.BootCpu != after.BootCpu)
        {
            changes.Add(new TreeChange(TreeChangeKind.Changed, "/", "(boot CPU)", Number(before.BootCpu), Number(after.BootCpu)));
        }
        foreach (MemoryReservation reservation in before.MemoryReservations.Except(after.MemoryReservations))
        {
            changes.Add(new TreeChange(TreeChangeKind.Removed, "/", "(memory reservation)", Show(reservation), null));
        }
        foreach (MemoryReservation reservation in after.MemoryReservations.Except(before.MemoryReservations))
        {
            changes.Add(new TreeChange(TreeChangeKind.Added, "/", "(memory reservation)", null, Show(reservation)));
        }
        diff._references?.Match(before.Root, after.Root);
        diff.Compare(before.Root, after.Root);
        return changes;
    }

    private void Compare(Node before, Node after)
    {
        CompareProperties(before, after);
        (Node, Node?)[] children = [.. Pairs(before.Children, after.Children, after.FindChild, child => child.Name)];
        for (int i = 0; i < children.Length; i++)
        {
            if (children[i].Item2 is not null)
            {
                Compare(children[i].Item1, children[i].Item2!);
            }
            else
            {
                AddNode(TreeChangeKind.Removed, children[i].Item1);
            }
        }
        AddNewChildren(before, after);
    }

    // Apart from the recursion, which is on the stack once for each level.
    private void AddNode(TreeChangeKind kind, Node node) => _changes.Add(new TreeChange(kind, node.Path, null, null, null));

    private void AddNewChildren(Node before, Node after)
    {
        foreach ((Node child, _) in Pairs(after.Children, before.Children, before.FindChild, child => child.Name).Where(pair => pair.Other is null))
        {
            AddNode(TreeChangeKind.Added, child);
        }
    }

    private void CompareProperties(Node before, Node after)
    {
        foreach ((Property property, Property? other) in Pairs(before.Properties, after.Properties, after.FindProperty, property => property.Name).Where(pair => !IsNumber(pair.Item)))
        {
            if (other is null)
            {
                _changes.Add(new TreeChange(TreeChangeKind.Removed, before.Path, property.Name, Show(property, _before), null));
            }
            else if (!property.Value.SequenceEqual(other.Value) || _references is not null)
            {
                CompareValues(before, property, other);
            }
        }
        foreach ((Property property, _) in Pairs(after.Properties, before.Properties, before.FindProperty, property => property.Name).Where(pair => pair.Other is null && !IsNumber(pair.Item)))
        {
            _changes.Add(new TreeChange(TreeChangeKind.Added, after.Path, property.Name, null, Show(property, _after)));
        }
    }

    private void CompareValues(Node node, Property before, Property after)
    {
        (bool areEqual, string? textBefore, string? textAfter) = _references?.Compare(before, _before, after, _after) ?? (false, TreeDump.PrintValue(before), TreeDump.PrintValue(after));
        if (!areEqual)
        {
            _changes.Add(new TreeChange(TreeChangeKind.Changed, node.Path, before.Name, textBefore, textAfter));
        }
    }

    /// <summary>True for the number of a node itself, which says nothing of its own.</summary>
    private bool IsNumber(Property property) => _references is not null && property.Name is ("phandle" or "linux,phandle");

    private string Show(Property property, DeviceTreeDocument tree) => _references?.Show(property, tree) ?? TreeDump.PrintValue(property);

    /// <summary>Each item with the one of that name on the other side; in a blob several may share a name, and then the nth goes with the nth.</summary>
    internal static IEnumerable<(T Item, T? Other)> Pairs<T>(IReadOnlyList<T> items, IReadOnlyList<T> others, Func<string, T?> find, Func<T, string> nameOf)
        where T : class
    {
        if (!HasTwins(items, nameOf) && !HasTwins(others, nameOf))
        {
            foreach (T item in items)
            {
                yield return (item, find(nameOf(item)));
            }
            yield break;
        }
        ILookup<string, T> byName = others.ToLookup(nameOf, StringComparer.Ordinal);
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            int before = met.GetValueOrDefault(nameOf(item));
            met[nameOf(item)] = before + 1;
            yield return (item, byName[nameOf(item)].ElementAtOrDefault(before));
        }
    }

    private static bool HasTwins<T>(IReadOnlyList<T> items, Func<T, string> nameOf) => items.Select(nameOf).Distinct(StringComparer.Ordinal).Count() != items.Count;

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Show(MemoryReservation reservation) => $"<0x{reservation.Address:x} 0x{reservation.SizeBytes:x}>";
}
