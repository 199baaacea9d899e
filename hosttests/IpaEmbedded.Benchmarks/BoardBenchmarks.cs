using BenchmarkDotNet.Attributes;
using IpaEmbedded.Bindings;
using IpaEmbedded.Cli;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Benchmarks;

/// <summary>The steps of <c>ipa boot</c>, each by itself and warm.</summary>
[MemoryDiagnoser]
public class BoardBenchmarks
{
    private readonly CompileOptions _options = new() { IncludeDirectories = [ToolFiles.Includes] };
    private readonly BindingSet _bindings = BindingSet.Load(ToolFiles.Schemas);
    private readonly DeviceTreeDocument _tree = DeviceTreeCompiler.Compile(ToolFiles.DefaultBoard, new CompileOptions { IncludeDirectories = [ToolFiles.Includes] }).Tree!;
    private readonly byte[] _blob = OpenLink.Blob();

    [Benchmark]
    public object Compile() => DeviceTreeCompiler.Compile(ToolFiles.DefaultBoard, _options);

    [Benchmark]
    public object LoadBindings() => BindingSet.Load(ToolFiles.Schemas);

    [Benchmark]
    public object Validate() => BindingValidator.Validate(_tree, _bindings);

    [Benchmark]
    public object Boot() => new BoardRun(_blob, new BootOptions()).Boot();
}
