using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Checks the examples of a binding file: that they compile, and that they are what bindings ask for.</summary>
public static class BindingExamples
{
    /// <summary>True if the file has an example; only then rules are needed.</summary>
    public static bool Has(SchemaValue? root) => root?.Find("examples") is { IsList: true, Items.Count: > 0 };

    /// <summary>Compiles and validates the examples; findings have their places in the binding file. Nothing is thrown for what it contains.</summary>
    /// <param name="file">The binding file.</param>
    /// <param name="report">What checking the file gave: a rule that is wrong itself says nothing about examples.</param>
    /// <param name="bindings">All bindings that nodes of the examples may have, the file's own among them.</param>
    /// <param name="options">Where included files are.</param>
    public static DiagnosticBag Check(SourceFile file, BindingCheckReport report, BindingSet bindings, CompileOptions options)
    {
        var diagnostics = new DiagnosticBag();
        if (report.Root is null || ExampleSource.Of(file, report.Root, diagnostics) is not { } source)
        {
            return diagnostics;
        }
        CompileResult compiled = DeviceTreeCompiler.Compile(source.Text, options with { Checks = Checks() });
        diagnostics.AddRange(compiled.Diagnostics.Where(each => !source.IsOfWrapper(each)).Select(source.InFile));
        if (compiled.Tree is not null)
        {
            HashSet<int> wrong = [.. report.Diagnostics.Where(each => each.IsError && each.Span is not null).Select(each => each.Span!.Value.Line)];
            string path = Path.GetFullPath(file.Path);
            bool FollowsFromAnother(Diagnostic finding) => finding.Related.Any(each => each.Span is { } rule && wrong.Contains(rule.Line) && Path.GetFullPath(rule.File.Path) == path);
            diagnostics.AddRange(BindingValidator.Validate(compiled.Tree, bindings).Diagnostics
                .Where(each => !source.IsOfWrapper(each) && !FollowsFromAnother(each)).Select(source.InFile));
        }
        return diagnostics;
    }

    // As the kernel's build does: an example shows one node, not the whole of a bus or a graph.
    private static CheckOptions Checks()
    {
        var checks = new CheckOptions();
        checks.TryApply("no-avoid_unnecessary_addr_size", error: false);
        checks.TryApply("no-graph_child_address", error: false);
        checks.TryApply("no-interrupt_provider", error: false);
        return checks;
    }
}
