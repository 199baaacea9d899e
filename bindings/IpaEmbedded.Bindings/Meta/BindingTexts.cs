using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Texts of binding files to look at one by one: a file, or all files of a directory.</summary>
public static class BindingTexts
{
    /// <summary>The file, or every <c>.yaml</c> file in or below the directory by its path, sorted; what cannot be read is a finding (DT4009).</summary>
    public static IReadOnlyList<SourceFile> Read(string path, DiagnosticBag diagnostics)
    {
        var texts = new List<SourceFile>();
        foreach ((string file, FileReading reading) in Directory.Exists(path) ? BindingDirectory.Read(path) : [(path, DiskFile.Read(path))])
        {
            if (reading.Outcome == FileOutcome.Read)
            {
                texts.Add(new SourceFile(file, reading.Bytes));
            }
            else if (file == path || file.EndsWith(".yaml", StringComparison.Ordinal))
            {
                diagnostics.Add(new Diagnostic("DT4009", DiagnosticSeverity.Error, "the file cannot be read: " + reading.Reason) { FileName = file });
            }
        }
        return texts;
    }
}
