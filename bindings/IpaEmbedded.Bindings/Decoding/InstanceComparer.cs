using System.Diagnostics.CodeAnalysis;

namespace IpaEmbedded.Bindings;

/// <summary>Deep equality of values, for sets of them.</summary>
internal sealed class InstanceComparer : IEqualityComparer<Instance>
{
    public static InstanceComparer Instance { get; } = new();

    public bool Equals(Instance? x, Instance? y) => x is null ? y is null : y is not null && x.Equal(y);

    public int GetHashCode([DisallowNull] Instance obj)
    {
        var hash = new HashCode();
        Add(ref hash, obj);
        return hash.ToHashCode();
    }

    private static void Add(ref HashCode hash, Instance value)
    {
        hash.Add(value.Kind);
        hash.Add(value.Number);
        hash.Add(value.Text, StringComparer.Ordinal);
        foreach (Instance item in value.Items)
        {
            Add(ref hash, item);
        }
    }
}
