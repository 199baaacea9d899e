namespace IpaEmbedded.DeviceTree;

/// <summary>Which cells of well-known properties are phandles.</summary>
internal static class ReferenceRules
{
    private const int CellBytes = 4;

    private static readonly Dictionary<string, string> CellsOfLists = new(CheckTable.Providers.ToDictionary(provider => provider.Property, provider => provider.Cells), StringComparer.Ordinal)
    {
        ["gpios"] = "#gpio-cells",
        ["interconnects"] = "#interconnect-cells",
    };

    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "interrupt-parent", "remote-endpoint", "memory-region", "operating-points-v2", "next-level-cache", "cpu", "cpu-idle-states", "phy-handle",
    };

    /// <summary>Byte offsets of the phandles in a property, by its name and by what the nodes say that it refers to.</summary>
    public static IEnumerable<int> PlacesOf(Property property, DeviceTreeDocument tree)
    {
        string name = property.Name;
        return CellsOfLists.TryGetValue(name, out string? cells) ? ListPlaces(property, tree, cells)
            : name.EndsWith("-gpios", StringComparison.Ordinal) ? ListPlaces(property, tree, "#gpio-cells")
            : IsPlain(name) ? Enumerable.Range(0, property.Length % CellBytes == 0 ? property.CellCount : 0).Select(cell => cell * CellBytes)
            : [];
    }

    /// <summary>The same for lists of other names whose providers say how many cells follow: <c>foo-states</c> goes with <c>#foo-state-cells</c>.</summary>
    public static IEnumerable<int> GuessedPlacesOf(Property property, DeviceTreeDocument tree)
    {
        string name = property.Name;
        string? cells = name is "assigned-clocks" or "assigned-clock-parents" ? "#clock-cells" : name is "nvmem-cells" ? "#nvmem-cell-cells" : name.EndsWith('s') ? $"#{name[..^1]}-cells" : null;
        bool isList = cells is not null && property.Length >= CellBytes && (name is "nvmem-cells" || tree.FindByPhandle(property.CellAt(0))?.FindProperty(cells) is not null);
        return isList ? ListPlaces(property, tree, cells!) : [];
    }

    private static bool IsPlain(string name) => Plain.Contains(name) || name.EndsWith("-supply", StringComparison.Ordinal)
        || (name.StartsWith("pinctrl-", StringComparison.Ordinal) && name.Length == 9);

    private static IEnumerable<int> ListPlaces(Property property, DeviceTreeDocument tree, string cellsProperty)
    {
        if (property.Length % CellBytes != 0)
        {
            yield break;
        }
        long cell = 0;
        while (cell < property.CellCount)
        {
            uint phandle = property.CellAt((int)cell);
            if (phandle is 0 or 0xffffffff)
            {
                cell++;
                continue;
            }
            if (tree.FindByPhandle(phandle) is not { } provider)
            {
                yield break;
            }
            yield return (int)cell * CellBytes;
            cell += 1L + (provider.TryGetUInt32(cellsProperty, out uint arguments) ? arguments : 0);
        }
    }
}
