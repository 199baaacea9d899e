using System.Reflection;
using System.Runtime.Loader;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Fuzz;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.DeviceTree.Cost;

/// <summary>A copy of the device tree assembly that counts its steps, so that a loop that nobody thought of counts too.</summary>
internal static class CountedDeviceTree
{
    private static readonly Assembly Copy = Load();

    /// <summary>Compiles with all checks and symbols, and writes what results.</summary>
    public static void Build(string text) => Build(text, []);

    /// <summary>The same with files that the text may include.</summary>
    public static void Build(string text, IEnumerable<(string Name, string Text)> files)
    {
        dynamic provider = New(nameof(MemoryFileProvider));
        foreach ((string name, string content) in files)
        {
            provider.Add(name, content);
        }
        object options = New(nameof(CompileOptions));
        options.GetType().GetProperty(nameof(CompileOptions.Files))!.SetValue(options, (object)provider);
        options.GetType().GetProperty(nameof(CompileOptions.Symbols))!.SetValue(options, true);
        options.GetType().GetProperty(nameof(CompileOptions.MaximumErrors))!.SetValue(options, int.MaxValue);
        options.GetType().GetProperty(nameof(CompileOptions.Checks))!.SetValue(options, TypeOf(nameof(CheckOptions)).GetProperty(nameof(CheckOptions.Default))!.GetValue(null));
        dynamic compiled = Call(nameof(DeviceTreeCompiler), nameof(DeviceTreeCompiler.Compile), Source(text), options);
        if (compiled.Tree is not null)
        {
            Call(nameof(FlattenedTreeWriter), nameof(FlattenedTreeWriter.Write), (object)compiled.Tree);
        }
    }

    public static void Format(string text) => Call(nameof(SourceFormatter), nameof(SourceFormatter.Format), Source(text));

    /// <summary>Reads a blob and prints it in both ways.</summary>
    public static void Print(byte[] blob)
    {
        Call(nameof(SourcePrinter), nameof(SourcePrinter.Decompile), blob, "a.dtb");
        dynamic read = Call(nameof(FlattenedTreeReader), nameof(FlattenedTreeReader.Read), blob, "a.dtb");
        if (read.Tree is not null)
        {
            Call(nameof(TreeDump), nameof(TreeDump.Print), (object)read.Tree);
        }
    }

    public static void Overlay(byte[] tree, byte[] overlay) =>
        Call(nameof(OverlayApplier), nameof(OverlayApplier.Apply), tree, "base.dtb", new List<(string, byte[])> { ("overlay.dtbo", overlay) },
            Enum.ToObject(TypeOf(nameof(DtcRelease)), (int)DtcRelease.Dtc16));

    public static void Compare(byte[] before, byte[] after)
    {
        dynamic first = Call(nameof(FlattenedTreeReader), nameof(FlattenedTreeReader.Read), before, "a.dtb");
        dynamic second = Call(nameof(FlattenedTreeReader), nameof(FlattenedTreeReader.Read), after, "b.dtb");
        Call(nameof(TreeDiff), nameof(TreeDiff.Compare), (object)first.Tree, (object)second.Tree);
    }

    private static object Source(string text) => Activator.CreateInstance(TypeOf(nameof(SourceFile)), "n.dts", text)!;

    private static object New(string type) => Activator.CreateInstance(TypeOf(type))!;

    private static Type TypeOf(string name) => Copy.GetType("IpaEmbedded.DeviceTree." + name, throwOnError: true)!;

    private static object Call(string type, string method, params object[] arguments)
    {
        MethodInfo found = TypeOf(type).GetMethods(BindingFlags.Public | BindingFlags.Static).First(each => each.Name == method &&
            each.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(arguments.Select(argument => argument.GetType()), new Takes()));
        return found.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }

    private static Assembly Load()
    {
        using var folder = new TemporaryFolder();
        string path = folder["IpaEmbedded.DeviceTree.dll"];
        File.Copy(typeof(DeviceTreeCompiler).Assembly.Location, path);
        Instrumenter.Instrument(path, typeof(StepCounter).GetMethod(nameof(StepCounter.Step))!);
        return new AssemblyLoadContext("counted").LoadFromStream(new MemoryStream(File.ReadAllBytes(path)));
    }

    private sealed class Takes : IEqualityComparer<Type>
    {
        public bool Equals(Type? x, Type? y) => x!.IsAssignableFrom(y);

        public int GetHashCode(Type type) => 0;
    }
}
