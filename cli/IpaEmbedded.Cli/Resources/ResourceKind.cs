namespace IpaEmbedded.Cli.Resources;

/// <summary>One way in which a node asks for something: the property that lists entries, the one that counts their arguments, the one that names them.</summary>
public sealed record ResourceKind(string Name, string Property, string? CellsProperty, string NamesProperty)
{
    /// <summary>Phandle properties that the runtime resolves; registers and interrupts have rules of their own.</summary>
    public static IReadOnlyList<ResourceKind> ByPhandle { get; } =
    [
        new("clock", "clocks", "#clock-cells", "clock-names"),
        new("path", "interconnects", "#interconnect-cells", "interconnect-names"),
        new("memory", "memory-region", null, "memory-region-names"),
        new("smem state", "qcom,smem-states", "#qcom,smem-state-cells", "qcom,smem-state-names"),
        new("mailbox", "mboxes", "#mbox-cells", "mbox-names"),
        new("messages", "qcom,qmp", null, ""),
        new("lock", "hwlocks", "#hwlock-cells", ""),
        new("stream", "iommus", "#iommu-cells", ""),
        new("pin", "gpios", "#gpio-cells", "gpio-names"),
    ];
}
