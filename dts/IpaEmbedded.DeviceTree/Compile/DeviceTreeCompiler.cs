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
        Preprocessor? preprocessor = Preprocessor.IsNeeded(source.Text) ? new Preprocessor(context) : null;
        SourceMap map = preprocessor?.Run(source) ?? new SourceMap(source);
        if (context.Stopped)
        {
            return new CompileResult(null, context.Diagnostics);
        }
        var builder = new TreeBuilder();
        var parser = new DtsParser(context, map, CompileContext.DirectoryOf(source.Path), builder);
        parser.Parse();
        DiagnosticBag diagnostics = context.Diagnostics;
        if (diagnostics.HasErrors)
        {
            return new CompileResult(null, diagnostics);
        }
        uint bootCpu = options.BootCpu ?? GuessBootCpu(builder);
        Node root = builder.Root;
        var validation = new TreeValidation(diagnostics, builder.Resolve, builder.Labels.Count);
        validation.Run(root);
        if (diagnostics.HasErrors)
        {
            return new CompileResult(null, diagnostics);
        }
        var phandles = new PhandleAllocator(validation.Phandles, options.PhandleFormat);
        UnusedNodes? unused = builder.Omittable.Count == 0 ? null : new UnusedNodes(builder.Omittable, validation.Emptied, options.Symbols, builder.Delete);
        var paths = new WrittenPaths(diagnostics);
        new ReferenceResolver(diagnostics, builder.Resolve, phandles, paths, parser.IsPlugin, unused?.Referenced).Run(root);
        if (diagnostics.HasErrors)
        {
            return new CompileResult(null, diagnostics);
        }
        unused?.Omit(root);
        var tree = new DeviceTreeDocument(root) { BootCpu = bootCpu, MemoryReservations = builder.Reservations, IsPlugin = parser.IsPlugin, Macros = preprocessor?.Macros };
        if (options.Checks is not null)
        {
            TreeChecks.Run(tree, options.Checks, diagnostics, validation.Emptied);
            tree.ForgetIndexes();
        }
        var tables = new SymbolTables(root, paths, diagnostics);
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
        return new CompileResult(diagnostics.HasErrors ? null : tree, diagnostics);
    }

    private static uint GuessBootCpu(TreeBuilder builder)
    {
        return builder.Root.FindChild("cpus")?.ChildList is [{ } cpu, ..] && cpu.TryGetUInt32("reg", out uint number) ? number : 0;
    }
}
