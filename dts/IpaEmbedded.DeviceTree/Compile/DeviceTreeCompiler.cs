namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Turns devicetree source into a <see cref="DeviceTreeDocument"/>: preprocesses, parses, merges, resolves references. What is
/// wrong with the text comes back as findings, never as an exception. One instance may compile many files; it is not
/// for use by several threads at once, but several instances may share a <see cref="HeaderCache"/>.
/// </summary>
public sealed class DeviceTreeCompiler
{
    private readonly NameTable _names = new();
    private readonly HeaderCache? _headers;

    /// <param name="headers">Headers that were read already, for several compilers to share.</param>
    public DeviceTreeCompiler(HeaderCache? headers = null)
    {
        _headers = headers;
    }

    /// <summary>Compiles the file at a path.</summary>
    public static CompileResult Compile(string path, CompileOptions options) => new DeviceTreeCompiler().CompileFile(path, options);

    /// <summary>Compiles a text that is already in memory.</summary>
    public static CompileResult Compile(SourceFile source, CompileOptions options) => new DeviceTreeCompiler().CompileText(source, options);

    /// <summary>Compiles the file at a path.</summary>
    public CompileResult CompileFile(string path, CompileOptions options)
    {
        FileReading reading = options.Files.Read(path, null);
        if (reading.Outcome != FileOutcome.Read)
        {
            var missing = new DiagnosticBag();
            missing.Add(new Diagnostic(DiagnosticIds.FileNotFound, DiagnosticSeverity.Error, "cannot read the file: " + reading.Reason) { FileName = path });
            return new CompileResult(null, missing);
        }
        return CompileText(new SourceFile(path, reading.Bytes), options);
    }

    /// <summary>Compiles a text that is already in memory.</summary>
    public CompileResult CompileText(SourceFile source, CompileOptions options)
    {
        var context = new CompileContext(options, _names, _headers);
        return new CompileResult(Build(context, source), context.Diagnostics) { Files = context.Files };
    }

    /// <summary>Checks a tree that was not compiled, as one that was read from a blob; for what makes it unusable too.</summary>
    public static void Check(DeviceTreeDocument tree, CheckOptions checks, DiagnosticBag diagnostics)
    {
        var validation = new TreeValidation(diagnostics, static _ => null, 16, checks);
        validation.Run(tree.Root);
        if (!diagnostics.HasErrors)
        {
            TreeChecks.Run(tree, checks, diagnostics, validation.Emptied, validation.Failed);
        }
        tree.ForgetIndexes();
    }

    private static DeviceTreeDocument? Build(CompileContext context, SourceFile source)
    {
        CompileOptions options = context.Options;
        Preprocessor? preprocessor = options.Preprocesses && PreprocessingNeed.IsIn(source.Bytes, options) ? new Preprocessor(context) : null;
        SourceMap map = preprocessor?.Run(source) ?? new SourceMap(source);
        if (context.Stopped)
        {
            return null;
        }
        var builder = new TreeBuilder();
        var parser = new DtsParser(context, map, CompileContext.DirectoryOf(source.Path), builder);
        parser.Parse();
        DiagnosticBag diagnostics = context.Diagnostics;
        if (diagnostics.HasErrors)
        {
            return null;
        }
        uint bootCpu = options.BootCpu ?? GuessBootCpu(builder);
        Node root = builder.Root;
        CheckOptions checks = options.Checks ?? CheckOptions.Default;
        var validation = new TreeValidation(diagnostics, builder.Resolve, builder.Labels.Count, checks);
        validation.Run(root);
        if (diagnostics.HasErrors && !options.IsForced)
        {
            return null;
        }
        var phandles = new PhandleAllocator(validation.Phandles, options.PhandleFormat);
        UnusedNodes? unused = builder.Omittable.Count == 0 ? null : new UnusedNodes(builder.Omittable, validation.Emptied, options.Symbols, builder.Delete);
        var paths = new WrittenPaths(diagnostics);
        if (!diagnostics.HasErrors)
        {
            new ReferenceResolver(diagnostics, builder.Resolve, phandles, paths, parser.IsPlugin, options.Release >= DtcRelease.Dtc18, checks, validation.Failed, unused?.Referenced).Run(root, options.IsForced);
        }
        if (diagnostics.HasErrors && !options.IsForced)
        {
            return null;
        }
        if (checks.Runs("omit_unused_nodes"))
        {
            unused?.Omit(root);
        }
        var tree = new DeviceTreeDocument(root) { BootCpu = bootCpu, MemoryReservations = builder.Reservations, IsPlugin = parser.IsPlugin, Macros = preprocessor?.Macros };
        // As in dtc, no further check runs once one of error level has failed.
        if (options.Checks is not null && !diagnostics.HasErrors)
        {
            TreeChecks.Run(tree, options.Checks, diagnostics, validation.Emptied, validation.Failed);
            tree.ForgetIndexes();
        }
        var tables = new SymbolTables(root, paths, diagnostics, options.Release);
        if (options.Aliases)
        {
            tables.AddLabels("aliases", null);
        }
        if (options.Symbols)
        {
            tables.AddLabels("__symbols__", phandles);
        }
        if (parser.IsPlugin)
        {
            tables.AddFixups();
        }
        return diagnostics.HasErrors && !options.IsForced ? null : tree;
    }

    private static uint GuessBootCpu(TreeBuilder builder)
    {
        return builder.Root.FindChild("cpus")?.ChildList is [{ } cpu, ..] && cpu.TryGetUInt32("reg", out uint number) ? number : 0;
    }
}
