using System.Globalization;

namespace IpaEmbedded.DeviceTree;

/// <summary>Compares two trees node by node and property by property; order does not matter.</summary>
public static class TreeDiff
{
    /// <summary>Every difference, in the order of the first tree, what is new at the end of each node.</summary>
    public static IReadOnlyList<TreeChange> Compare(Devicetree before, Devicetree after)
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
        foreach (Property property in before.Properties)
        {
            Property? other = after.FindProperty(property.Name);
            if (other is null)
            {
                changes.Add(new TreeChange(TreeChangeKind.Removed, before.Path, property.Name, TreeDump.PrintValue(property), null));
            }
            else if (!property.Value.SequenceEqual(other.Value))
            {
                changes.Add(new TreeChange(TreeChangeKind.Changed, before.Path, property.Name, TreeDump.PrintValue(property), TreeDump.PrintValue(other)));
            }
        }
        foreach (Property property in after.Properties)
        {
            if (before.FindProperty(property.Name) is null)
            {
                changes.Add(new TreeChange(TreeChangeKind.Added, after.Path, property.Name, null, TreeDump.PrintValue(property)));
            }
        }
        foreach (Node child in before.Children)
        {
            if (after.FindChild(child.Name) is { } other)
            {
                Compare(child, other, changes);
            }
            else
            {
                changes.Add(new TreeChange(TreeChangeKind.Removed, child.Path, null, null, null));
            }
        }
        foreach (Node child in after.Children)
        {
            if (before.FindChild(child.Name) is null)
            {
                changes.Add(new TreeChange(TreeChangeKind.Added, child.Path, null, null, null));
            }
        }
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Show(MemoryReservation reservation) => $"<0x{reservation.Address:x} 0x{reservation.SizeBytes:x}>";
}
