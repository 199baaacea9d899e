namespace IpaEmbedded.Cli.Graph;

/// <summary>
/// A way in which one node of a tree needs another: its name, the class that colours it, the property that lists the
/// suppliers (a star stands for anything), the one of the supplier that counts the arguments, and the one that names the entries.
/// </summary>
public sealed record GraphKind(string Name, string Class, string Property, string? CellsProperty, string NamesProperty)
{
    public static readonly GraphKind Clock = new("clock", "clock", "clocks", "#clock-cells", "clock-names");

    public static readonly GraphKind Interconnect = new("path", "path", "interconnects", "#interconnect-cells", "interconnect-names");

    public static readonly GraphKind Interrupt = new("interrupt", "interrupt", "interrupts-extended", "#interrupt-cells", "interrupt-names");

    public static readonly GraphKind Supply = new("supply", "supply", "*-supply", null, "");

    /// <summary>All kinds; plain <c>interrupts</c> belong to <see cref="Interrupt"/>.</summary>
    public static IReadOnlyList<GraphKind> All { get; } =
    [
        Clock,
        Interconnect,
        Interrupt,
        Supply,
        new("SMEM state", "smem", "qcom,smem-states", "#qcom,smem-state-cells", "qcom,smem-state-names"),
        new("mailbox", "mailbox", "mboxes", "#mbox-cells", "mbox-names"),
        new("messages", "mailbox", "qcom,qmp", null, ""),
        new("power domain", "supply", "power-domains", "#power-domain-cells", "power-domain-names"),
        new("reset", "other", "resets", "#reset-cells", "reset-names"),
        new("stream", "other", "iommus", "#iommu-cells", ""),
        new("DMA", "other", "dmas", "#dma-cells", "dma-names"),
        new("PHY", "other", "phys", "#phy-cells", "phy-names"),
        new("lock", "other", "hwlocks", "#hwlock-cells", ""),
        new("memory", "memory", "memory-region", null, "memory-region-names"),
        new("pin", "pin", "gpios", "#gpio-cells", ""),
        new("pin", "pin", "*-gpios", "#gpio-cells", ""),
        new("pin", "pin", "*-gpio", "#gpio-cells", ""),
    ];

    /// <summary>True if the property of that name lists suppliers of this kind.</summary>
    public bool Has(string property) => Property[0] == '*' ? property.Length >= Property.Length && property.EndsWith(Property.AsSpan(1), StringComparison.Ordinal) : property == Property;
}
