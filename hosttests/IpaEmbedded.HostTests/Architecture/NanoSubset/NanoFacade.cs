using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>
/// Compiles C# against the real mscorlib of nanoFramework 1.x and stand-ins for its libraries, whose packages are not at hand: no framework
/// reference, so an absent type or member is a compiler error.
/// </summary>
public sealed class NanoFacade
{
    private static readonly string[][] Order =
    [
        ["nanoFramework.System.Collections", "nanoFramework.System.Text", "System.Math", "System.Threading", "nanoFramework.Runtime.Events", "nanoFramework.Runtime.Native"],
        ["System.Device.Gpio"],
        ["System.Device.Adc", "System.Device.I2c", "System.Device.Pwm", "System.Device.Spi", "nanoFramework.Hardware.Esp32"],
    ];

    /// <summary>What the rooms under firmware may use: the core library, text, collections and mathematics.</summary>
    public static readonly string[] CoreAssemblies = ["mscorlib", "nanoFramework.System.Collections", "nanoFramework.System.Text", "System.Math"];

    private static readonly Lazy<NanoFacade> Built = new(Build);

    private readonly Dictionary<string, byte[]> _images = [];
    private readonly Dictionary<string, ApiList> _lists = [];

    public static NanoFacade Instance => Built.Value;

    /// <summary>Assembly names with their lists, in the order in which they were compiled.</summary>
    public IReadOnlyDictionary<string, ApiList> Lists => _lists;

    /// <summary>One of the assemblies.</summary>
    public byte[] ImageOf(string assembly) => _images[assembly];

    /// <summary>The assemblies themselves.</summary>
    public IEnumerable<byte[]> Images => _images.Values;

    public IEnumerable<MetadataReference> References(IEnumerable<string> assemblies) =>
        assemblies.Select(name => MetadataReference.CreateFromImage(_images[name]));

    /// <summary>Compiles sources with C# 10 and nullable off. The diagnostics are the compiler's errors; the image is null when there are any.</summary>
    public static (byte[]? Image, IReadOnlyList<string> Errors) Compile(
        string assemblyName, IEnumerable<(string Path, string Text)> sources, IEnumerable<MetadataReference> references,
        bool allowUnsafe = false, bool isApplication = false, OptimizationLevel level = OptimizationLevel.Release)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp10);
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, parse, source.Path));
        var options = new CSharpCompilationOptions(
            isApplication ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: level,
            allowUnsafe: allowUnsafe,
            deterministic: true,
            warningLevel: 0,
            nullableContextOptions: NullableContextOptions.Disable);
        var compilation = CSharpCompilation.Create(assemblyName, trees, references, options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, options: new EmitOptions(runtimeMetadataVersion: "v4.0.30319"));
        return (result.Success ? stream.ToArray() : null, Errors(result.Diagnostics));
    }

    private static List<string> Errors(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()).ToList();

    // Restored from the package nanoFramework.CoreLibrary; the project file notes where.
    private static string CoreLibrary() =>
        typeof(NanoFacade).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "nanoFramework.CoreLibrary").Value!;

    private static NanoFacade Build()
    {
        var facade = new NanoFacade();
        facade._images["mscorlib"] = File.ReadAllBytes(CoreLibrary());
        facade._lists["mscorlib"] = ApiList.Load("mscorlib");
        foreach (var stage in Order)
        {
            var references = facade.References(facade._images.Keys.ToList()).ToList();
            var known = facade._lists.Values.ToList();
            foreach (var list in stage.Select(ApiList.Load))
            {
                var (image, errors) = Compile(list.AssemblyName, [($"{list.AssemblyName}.cs", FacadeWriter.Write(list, known))], references);
                if (image is null)
                {
                    throw new InvalidOperationException($"facade {list.AssemblyName}: {string.Join('\n', errors.Take(20))}");
                }

                facade._images[list.AssemblyName] = image;
                facade._lists[list.AssemblyName] = list;
            }
        }

        return facade;
    }
}
