using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>What is wrong with binding files, as a rule program keeps it.</summary>
internal static class ProgramFindings
{
    public static bool TryWrite(DiagnosticBag findings, ProgramOutput output, Dictionary<SourceFile, int> files)
    {
        output.Count(findings.Count);
        foreach (Diagnostic each in findings)
        {
            output.Text(each.Id);
            output.Count((int)each.Severity);
            output.Text(each.Message);
            output.Text(each.NodePath);
            output.Text(each.Property);
            output.Text(each.Check);
            output.Text(each.FileName);
            output.Count(each.Related.Count);
            if (!TryWritePlace(each.Span, output, files))
            {
                return false;
            }
            foreach (RelatedLocation related in each.Related)
            {
                output.Text(related.Message);
                output.Text(related.NodePath);
                if (!TryWritePlace(related.Span, output, files))
                {
                    return false;
                }
            }
        }
        return true;
    }

    public static void Read(DiagnosticBag findings, ProgramInput input, IReadOnlyList<BindingText> texts)
    {
        for (int left = input.Count(); left > 0; left--)
        {
            string id = input.Text();
            var severity = (DiagnosticSeverity)input.Below((int)DiagnosticSeverity.Error);
            string message = input.Text();
            string? node = input.TextOrNull(), property = input.TextOrNull(), check = input.TextOrNull(), file = input.TextOrNull();
            var related = new RelatedLocation[input.Count()];
            SourceSpan? place = ReadPlace(input, texts);
            for (int i = 0; i < related.Length; i++)
            {
                string text = input.Text();
                string? path = input.TextOrNull();
                related[i] = new RelatedLocation(text, ReadPlace(input, texts), path);
            }
            findings.Add(new Diagnostic(id, severity, message) { NodePath = node, Property = property, Check = check, FileName = file, Span = place, Related = related });
        }
    }

    private static bool TryWritePlace(SourceSpan? place, ProgramOutput output, Dictionary<SourceFile, int> files)
    {
        output.Flag(place is not null);
        return place is not { } span || TryWritePlace(span, output, files);
    }

    /// <summary>A place in one of the texts.</summary>
    public static bool TryWritePlace(SourceSpan span, ProgramOutput output, Dictionary<SourceFile, int> files)
    {
        if (!files.TryGetValue(span.File, out int index))
        {
            return false;
        }
        output.Count(index);
        output.RestartPlaces();
        output.Place(span);
        return true;
    }

    private static SourceSpan? ReadPlace(ProgramInput input, IReadOnlyList<BindingText> texts) => input.Flag() ? ReadSpan(input, texts) : null;

    /// <summary>A place in one of the texts.</summary>
    public static SourceSpan ReadSpan(ProgramInput input, IReadOnlyList<BindingText> texts)
    {
        SourceFile file = texts[input.Index(texts.Count)].File;
        input.RestartPlaces();
        return input.Place(file);
    }
}
