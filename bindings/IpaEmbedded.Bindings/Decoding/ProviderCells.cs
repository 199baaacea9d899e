namespace IpaEmbedded.Bindings;

/// <summary>Which property of a provider says how many cells follow a reference to it, by the name of the consumer's property.</summary>
internal static class ProviderCells
{
    /// <summary>Stands for "three, whatever the provider".</summary>
    public const string ThreeCells = "3";

    private static readonly HashSet<string> Certain = new(StringComparer.Ordinal)
    {
        "assigned-clock-parents", "assigned-clocks", "clocks", "dmas", "hwlocks", "interconnects", "interrupts-extended", "io-channels",
        "iommus", "mboxes", "phys", "power-domains", "pwms", "qcom,smem-states", "resets",
    };

    /// <summary>
    /// The name of the cells property; empty if entries are bare references; null if the property is not split.
    /// <paramref name="guessed"/> is true for a name that was only formed from the consumer's.
    /// </summary>
    public static string? For(string property, out bool guessed)
    {
        guessed = false;
        switch (property)
        {
            case "assigned-clocks" or "assigned-clock-parents":
                return "#clock-cells";
            case "cooling-device":
                return "#cooling-cells";
            case "interrupts-extended":
                return "#interrupt-cells";
            case "interconnects":
                return "#interconnect-cells";
            case "mboxes":
                return "#mbox-cells";
            case "sound-dai":
                return "#sound-dai-cells";
            case "msi-parent":
                return "#msi-cells";
            case "nvmem-cells" or "memory-region":
                return "";
            case "gpio-ranges":
                return ThreeCells;
        }
        if (property.EndsWith('s') && !property.Contains("gpio", StringComparison.Ordinal))
        {
            guessed = true;
            return "#" + property[..^1] + "-cells";
        }
        return null;
    }

    /// <summary>True if a provider without the cells property is certainly a mistake.</summary>
    public static bool MustExist(string property) => Certain.Contains(property);
}
