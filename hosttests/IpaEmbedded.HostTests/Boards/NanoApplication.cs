using System.Reflection;
using System.Runtime.Loader;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Architecture.NanoSubset;
using IpaEmbedded.NanoBuild;
using Microsoft.CodeAnalysis;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>
/// The nanoFramework application, compiled for this runtime from the very sources that its project lists, memory of managed arrays included.
/// Stand-ins are only its pins, which fail as they do on the virtual device, and on hardware the native code: memory full of zeros.
/// </summary>
internal sealed class NanoApplication
{
    // A console whose input comes in pieces of a size.
    private const string Script = """
        namespace IpaEmbedded.Boards.Nano
        {
            public sealed class ScriptPort : ConsolePort
            {
                private readonly byte[] _bytes;
                private readonly int _piece;
                private int _at;
                public readonly System.Collections.ArrayList Lines = new System.Collections.ArrayList();
                public ScriptPort(byte[] bytes, int piece) { _bytes = bytes; _piece = piece; }
                public override bool IsClosed { get { return _at == _bytes.Length; } }
                public override int Read(byte[] buffer)
                {
                    int count = 0;
                    while (count < buffer.Length && count < _piece && _at < _bytes.Length) { buffer[count++] = _bytes[_at++]; }
                    return count;
                }
                public override void WriteLine(string text) { Lines.Add(text); }
            }
        }
        """;

    private const string Native = """
        namespace IpaEmbedded.Boards.Native
        {
            public static class DeviceMemory
            {
                private static readonly System.Collections.Hashtable Words = new System.Collections.Hashtable();
                private static uint _next = 0x10000;
                public static uint Read32(uint address) { lock (Words) { return Words[address] == null ? 0 : (uint)Words[address]; } }
                public static void Write32(uint address, uint value) { lock (Words) { Words[address] = value; } }
                public static void Barrier() { }
                public static uint Map(uint physicalHigh, uint physicalLow, uint size) { uint at = _next; _next += (size + 0xffff) & ~0xffffu; return at; }
                public static void Unmap(uint address, uint size) { }
                public static int WaitForInterrupt(uint mask, int timeoutMilliseconds) { throw new System.InvalidOperationException("nothing to wait for, mask " + mask.ToString()); }
            }
        }
        """;

    private static readonly Lazy<NanoApplication> SimulatedVariant = new(() => new NanoApplication("simulated", HeapProgram.Pins + Script));
    private static readonly Lazy<NanoApplication> HardwareVariant = new(() => new NanoApplication("hardware", HeapProgram.Pins + Script + Native));

    private readonly Assembly _assembly;

    private NanoApplication(string variant, string standIns)
    {
        _assembly = Load(variant, standIns);
    }

    public static NanoApplication Simulated => SimulatedVariant.Value;

    public static NanoApplication OnHardware => HardwareVariant.Value;

    /// <summary>Runs the application and returns the lines of its console.</summary>
    public string[] RunProgram() => Console(() => _assembly.EntryPoint!.Invoke(null, []));

    /// <summary>Runs the board of a tree without the program around it, and returns it.</summary>
    public object RunBoard(byte[] tree)
    {
        object board = Create("Board", tree);
        Console(() => Invoke(board, "Run"));
        return board;
    }

    /// <summary>Boots the board of a tree and gives its console bytes in pieces; returns what the console answers.</summary>
    public string[] RunConsole(byte[] tree, byte[] input, int piece)
    {
        object port = Create("ScriptPort", input, piece);
        object board = Create("Board", tree);
        Console(() => Invoke(board, "Run", port));
        return LinesOf(port);
    }

    /// <summary>Gives bytes to a console that has no board behind it; returns what it answers.</summary>
    public string[] AnswerAlone(byte[] input)
    {
        object port = Create("ScriptPort", input, input.Length);
        object console = Create("BoardConsole", port, Create("ConsoleTarget"), null, null, null);
        while ((bool)Invoke(console, "Serve")!) { }
        return LinesOf(port);
    }

    private static string[] LinesOf(object port) => [.. ((System.Collections.ArrayList)port.GetType().GetField("Lines")!.GetValue(port)!).Cast<string>()];

    private static object? Invoke(object target, string method, params object[] arguments)
    {
        try
        {
            return target.GetType().GetMethod(method, [.. arguments.Select(argument => argument.GetType().BaseType!)])!.Invoke(target, arguments);
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }

    private object Create(string type, params object?[] arguments) => Activator.CreateInstance(_assembly.GetType("IpaEmbedded.Boards.Nano." + type, throwOnError: true)!, arguments)!;

    private static string[] Console(Action action)
    {
        TextWriter before = System.Console.Out;
        using var text = new StringWriter { NewLine = "\n" };
        System.Console.SetOut(text);
        try
        {
            action();
        }
        finally
        {
            System.Console.SetOut(before);
        }

        return text.ToString().TrimEnd('\n').Split('\n');
    }

    private static Assembly Load(string variant, string standIns)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = new[] { "System.Runtime.dll", "System.Private.CoreLib.dll", "System.Console.dll", "System.Collections.NonGeneric.dll", "System.Collections.dll", "System.Runtime.Extensions.dll" }
            .Select(name => MetadataReference.CreateFromFile(Path.Combine(framework, name)));
        var sources = NanoBoardProject.Sources(variant).Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path)))).Append(("StandIns.cs", standIns));
        var (image, errors) = NanoFacade.Compile("IpaEmbedded.Boards.Nano", sources, references, isApplication: true);
        Assert.IsNotNull(image, string.Join('\n', errors.Take(20)));
        return new AssemblyLoadContext("nano-" + variant, isCollectible: false).LoadFromStream(new MemoryStream(image));
    }
}
