using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Turns errors of meta-schemas into findings: one for each mistake, at its line. What only follows from another finding is left out.</summary>
internal static class MetaFindings
{
    /// <summary>Adds a finding for each mistake, in the order of the file.</summary>
    public static void Write(List<MetaError> errors, MetaSchemaSet set, DiagnosticBag diagnostics)
    {
        var written = new HashSet<(int, string)>();
        var words = new MetaMessages(set);
        var explanations = new MetaExplanations(errors);
        foreach (MetaError error in errors.Where(error => !explanations.Has(error)).OrderBy(error => error.Place.Offset))
        {
            (string id, string message, SourceSpan span) = words.For(error);
            if (written.Add((span.Offset, message)))
            {
                diagnostics.Error(id, message, span);
            }
        }
    }
}
