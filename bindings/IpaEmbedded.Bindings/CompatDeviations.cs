namespace IpaEmbedded.Bindings;

/// <summary>The ids of what dt-schema 2022.08 does by accident; <c>ipa explain</c> has a page for each.</summary>
public static class CompatDeviations
{
    /// <summary>The name of the release that can be asked for.</summary>
    public const string Release = "2022.08";

    /// <summary>Every deviation with its id.</summary>
    public static IReadOnlyDictionary<string, CompatDeviation> All { get; } = new SortedDictionary<string, CompatDeviation>(StringComparer.Ordinal)
    {
        ["DT5001"] = CompatDeviation.ExampleNodes,
        ["DT5002"] = CompatDeviation.UnreadableCompatible,
        ["DT5003"] = CompatDeviation.GuessedCells,
        ["DT5004"] = CompatDeviation.UntypedValues,
        ["DT5005"] = CompatDeviation.InterruptMapRows,
        ["DT5006"] = CompatDeviation.InterruptOrder,
        ["DT5007"] = CompatDeviation.DroppedCells,
    };
}
