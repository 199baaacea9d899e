namespace IpaEmbedded.Ipa.Data;

/// <summary>Least and most of one resource type for each resource group.</summary>
public sealed class ResourceLimits
{
    /// <summary>Least per group.</summary>
    public readonly uint[] Minimum;

    /// <summary>Most per group.</summary>
    public readonly uint[] Maximum;

    /// <summary>Creates limits; both arrays have one entry per group.</summary>
    public ResourceLimits(uint[] minimum, uint[] maximum)
    {
        Minimum = minimum;
        Maximum = maximum;
    }
}
