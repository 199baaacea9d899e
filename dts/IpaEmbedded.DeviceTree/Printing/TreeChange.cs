namespace IpaEmbedded.DeviceTree;

/// <summary>One difference between two trees: where it is, and the value before and after (null where there is none).</summary>
public sealed record TreeChange(TreeChangeKind Kind, string NodePath, string? Property, string? Before, string? After)
{
    /// <summary>A line in the manner of a patch: <c>+</c>, <c>-</c> or <c>~</c>, the place, the values.</summary>
    public override string ToString()
    {
        string place = Property is null ? NodePath : NodePath + ":" + Property;
        return Kind switch
        {
            TreeChangeKind.Added => "+ " + place + Value(After),
            TreeChangeKind.Removed => "- " + place + Value(Before),
            _ => "~ " + place + Value(Before) + " -> " + After,
        };
    }

    private static string Value(string? value) => string.IsNullOrEmpty(value) ? "" : " = " + value;
}
