using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>What checking a binding file gave.</summary>
public sealed class BindingCheckReport
{
    /// <summary>The findings in the order of the file.</summary>
    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>What the meta-schemas say, keyword by keyword, as dt-schema counts.</summary>
    public IReadOnlyList<Verdict> Verdicts => VerdictList;

    /// <summary>The file as it is written; null if it cannot be read.</summary>
    public SchemaValue? Root { get; internal set; }

    internal List<Verdict> VerdictList { get; } = [];
}
