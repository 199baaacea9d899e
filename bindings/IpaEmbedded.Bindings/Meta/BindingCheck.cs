using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Checks whether a binding file is a good one: by the meta-schemas that its <c>$schema</c> names, as it is written.</summary>
public static class BindingCheck
{
    private const string DefaultSchema = "http://devicetree.org/meta-schemas/core.yaml#";

    /// <summary>Checks one file; nothing is thrown for what it contains.</summary>
    /// <param name="source">The file.</param>
    /// <param name="metaSchemas">What it has to look like.</param>
    /// <param name="libraryOf">Where the references of a file with that <c>$id</c> are looked up; null leaves them, and the conditions, unchecked.</param>
    /// <param name="pathBelow">Its path below the bindings, with slashes, if that is known.</param>
    public static BindingCheckReport Check(SourceFile source, MetaSchemaSet metaSchemas, Func<string?, BindingLibrary>? libraryOf = null, string? pathBelow = null)
    {
        var report = new BindingCheckReport();
        var read = new DiagnosticBag();
        SchemaValue? root = BindingFileReader.Read(source, new CopiedValues(), read);
        UnquotedNames.Check(source, root, report.Diagnostics);
        // A name that became a comment leaves its rules to the property before it.
        report.Diagnostics.AddRange(read.Where(each => each.Id != "DT4002" || !report.Diagnostics.HasErrors));
        report.Root = root;
        if (root is null)
        {
            return report;
        }
        if (!root.IsMap)
        {
            report.Diagnostics.Error("DT4007", "a binding file is a map of keywords", new SourceSpan(source, 0, 0));
            return report;
        }
        string name = root.Find("$schema") is { IsString: true } given ? given.Text : DefaultSchema;
        MetaSchema schema = metaSchemas.Find(name) ?? metaSchemas.Find(DefaultSchema)!;
        var evaluator = new MetaEvaluator(metaSchemas.Patterns);
        List<MetaError> errors = evaluator.Errors(schema, root);
        foreach (MetaError error in errors)
        {
            report.VerdictList.Add(new Verdict("", error.Path, name, error.Keyword, error.Keyword + " " + error.Rule));
        }
        MetaFindings.Write(errors, metaSchemas, report.Diagnostics);
        bool isExhausted = evaluator.IsExhausted;
        if (libraryOf?.Invoke(root.Find("$id")?.Text) is { } library)
        {
            library.Add(root);
            ReferenceChecks.CheckReferences(root, library, report.Diagnostics);
            ReferenceChecks.CheckId(root, source.Path, pathBelow, report.Diagnostics);
            var conditions = new ConditionChecks(root, library, report.Diagnostics);
            conditions.Check();
            isExhausted |= conditions.IsExhausted;
        }
        if (isExhausted)
        {
            report.Diagnostics.Error("DT4011", "checking the file takes too many steps and ends here; not all of it was checked", new SourceSpan(source, 0, 0));
        }
        return report;
    }
}
