using System.Globalization;

namespace IpaEmbedded.DeviceTree;

/// <summary>Compares two trees node by node and property by property; order does not matter, but among those that share a name.</summary>
public static class TreeDiff
{
    /// <summary>Every difference, in the order of the first tree, what is new at the end of each node.</summary>
    public static IReadOnlyList<TreeChange> Compare(DeviceTreeDocument before, DeviceTreeDocument after)
    {
        var changes = new List<TreeChange>();
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
        Compare(before.Root, after.Root, changes);
        return changes;
    }

    private static void Compare(Node before, Node after, List<TreeChange> changes)
    {
        CompareProperties(before, after, changes);
        (Node, Node?)[] children = [.. Pairs(before.Children, after.Children, after.FindChild, child => child.Name)];
        for (int i = 0; i < children.Length; i++)
        {
            if (children[i].Item2 is not null)
            {
                Compare(children[i].Item1, children[i].Item2!, changes);
            }
            else
            {
                AddNode(TreeChangeKind.Removed, children[i].Item1, changes);
            }
        }
        AddNewChildren(before, after, changes);
    }

    // Apart from the recursion, which is on the stack once for each level.
    private static void AddNode(TreeChangeKind kind, Node node, List<TreeChange> changes) => changes.Add(new TreeChange(kind, node.Path, null, null, null));

    private static void AddNewChildren(Node before, Node after, List<TreeChange> changes)
    {
        foreach ((Node child, _) in Pairs(after.Children, before.Children, before.FindChild, child => child.Name).Where(pair => pair.Other is null))
        {
            AddNode(TreeChangeKind.Added, child, changes);
        }
    }

    private static void CompareProperties(Node before, Node after, List<TreeChange> changes)
    {
        foreach ((Property property, Property? other) in Pairs(before.Properties, after.Properties, after.FindProperty, property => property.Name))
        {
            if (other is null || !property.Value.SequenceEqual(other.Value))
            {
                changes.Add(new TreeChange(other is null ? TreeChangeKind.Removed : TreeChangeKind.Changed, before.Path, property.Name, TreeDump.PrintValue(property),
                    other is null ? null : TreeDump.PrintValue(other)));
            }
        }
        foreach ((Property property, _) in Pairs(after.Properties, before.Properties, before.FindProperty, property => property.Name).Where(pair => pair.Other is null))
        {
            changes.Add(new TreeChange(TreeChangeKind.Added, after.Path, property.Name, null, TreeDump.PrintValue(property)));
        }
    }

    /// <summary>Each item with the one of that name on the other side; in a blob several may share a name, and then the nth goes with the nth.</summary>
    private static IEnumerable<(T Item, T? Other)> Pairs<T>(IReadOnlyList<T> items, IReadOnlyList<T> others, Func<string, T?> find, Func<T, string> nameOf)
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
