using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>A place in a value that dtc remembers: where a group of elements begins (with their kind), a label, or a reference.</summary>
internal readonly record struct ValueMark(int Offset, ElementKind? Kind, MarkerKind? Marker, string Text)
{
    /// <summary>True if a kind of element begins here; a file has none of its own.</summary>
    public bool IsGroup => Kind is not null and not ElementKind.File;

    /// <summary>The marks of a value in their order.</summary>
    public static List<ValueMark> Of(Property property)
    {
        var marks = new List<ValueMark>();
        int taken = 0;
        IReadOnlyList<ValueGroup> groups = property.Groups;
        IReadOnlyList<PropertyMarker> markers = property.Markers;
        for (int i = 0; i < groups.Count; i++)
        {
            for (; taken < groups[i].Markers; taken++)
            {
                marks.Add(Of(markers[taken]));
            }
            int next = i + 1 < groups.Count ? groups[i + 1].Offset : property.Length;
            bool isEmpty = next == groups[i].Offset;
            // Empty brackets give no byte; dtc opens and does not close them.
            if (!isEmpty)
            {
                marks.Add(new ValueMark(groups[i].Offset, groups[i].Kind, null, ""));
            }
        }
        marks.AddRange(markers.Skip(taken).Select(Of));
        return marks;
    }

    private static ValueMark Of(PropertyMarker marker) => new(marker.Offset, null, marker.Kind, marker.Text);
}
