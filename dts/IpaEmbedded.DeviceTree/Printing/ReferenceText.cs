using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Values of properties by what they refer to: a phandle stands for its node, since numbers are handed out anew when a tree
/// changes anywhere. A cell is a reference if the text of one of the trees says so, or the property's name does.
/// </summary>
internal sealed class ReferenceText
{
    private const int CellBytes = 4;

    private readonly Dictionary<Node, Node> _partners = [];
    private long _pathBytes;

    /// <summary>Takes the nodes that are the same in both trees, which is by their path.</summary>
    public void Match(Node before, Node after)
    {
        _partners[before] = after;
        foreach ((Node child, Node? other) in TreeDiff.Pairs(before.Children, after.Children, after.FindChild, child => child.Name))
        {
            if (other is not null)
            {
                Match(child, other);
            }
        }
    }

    /// <summary>Whether two values are the same apart from numbers of the same node, and, if not, how they are shown.</summary>
    public (bool AreEqual, string? Before, string? After) Compare(Property before, DeviceTreeDocument treeBefore, Property after, DeviceTreeDocument treeAfter)
    {
        Dictionary<int, Node> targetsBefore = TargetsOf(before, treeBefore, PlacesOf(before, treeBefore, after));
        Dictionary<int, Node> targetsAfter = TargetsOf(after, treeAfter, PlacesOf(after, treeAfter, before));
        return AreEqual(before, targetsBefore, after, targetsAfter) ? (true, null, null) : (false, Show(before, targetsBefore), Show(after, targetsAfter));
    }

    /// <summary>A value with the paths of the nodes that it refers to.</summary>
    public string Show(Property property, DeviceTreeDocument tree) => Show(property, TargetsOf(property, tree, PlacesOf(property, tree, property)));

    private bool AreEqual(Property before, Dictionary<int, Node> targetsBefore, Property after, Dictionary<int, Node> targetsAfter)
    {
        if (before.Length != after.Length || targetsBefore.Count != targetsAfter.Count)
        {
            return false;
        }
        byte[] bytesBefore = before.Value.ToArray();
        byte[] bytesAfter = after.Value.ToArray();
        foreach ((int place, Node target) in targetsBefore)
        {
            if (!targetsAfter.TryGetValue(place, out Node? other) || _partners.GetValueOrDefault(target) != other)
            {
                return false;
            }
            bytesBefore.AsSpan(place, CellBytes).Clear();
            bytesAfter.AsSpan(place, CellBytes).Clear();
        }
        return bytesBefore.AsSpan().SequenceEqual(bytesAfter);
    }

    private string Show(Property property, Dictionary<int, Node> targets)
    {
        _pathBytes += targets.Values.Sum(target => (long)target.Path.Length);
        if (targets.Count == 0 || property.Length % CellBytes != 0 || _pathBytes > Limits.WrittenPaths)
        {
            return TreeDump.PrintValue(property);
        }
        var text = new StringBuilder();
        for (int place = 0; place < property.Length; place += CellBytes)
        {
            text.Append(place == 0 ? '<' : ' ').Append(targets.TryGetValue(place, out Node? target) ? "&{" + target.Path + "}" : FormattableString.Invariant($"0x{property.UInt32At(place):x2}"));
        }
        return text.Append('>').ToString();
    }

    // A blob does not say which cells are references; the text of the other tree, if it has one, does.
    private static IEnumerable<int> PlacesOf(Property property, DeviceTreeDocument tree, Property other) =>
        (property.Span is null ? other : property).Markers.Where(marker => marker.Kind == MarkerKind.PhandleReference).Select(marker => marker.Offset)
            .Concat(ReferenceRules.PlacesOf(property, tree))
            .Concat(ReferenceRules.GuessedPlacesOf(property, tree));

    private static Dictionary<int, Node> TargetsOf(Property property, DeviceTreeDocument tree, IEnumerable<int> places)
    {
        var targets = new Dictionary<int, Node>();
        foreach (int place in places.Where(place => place <= property.Length - CellBytes))
        {
            if (tree.FindByPhandle(property.UInt32At(place)) is { } target)
            {
                targets[place] = target;
            }
        }
        return targets;
    }
}
