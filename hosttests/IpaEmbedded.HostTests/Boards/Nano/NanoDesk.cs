using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using IpaEmbedded.Devices;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Architecture.NanoSubset;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.NanoBuild;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.CodeAnalysis;
using Platform = IpaEmbedded.Runtime.Devices.Platform;

namespace IpaEmbedded.HostTests.Boards.Nano;

/// <summary>A board of ours with nanoFramework's adapters over stand-ins for its libraries: what the adapters ask of the libraries can be read.</summary>
internal sealed class NanoDesk
{
    private static readonly Lazy<byte[]> Image = new(Compile);

    private readonly Assembly _assembly;

    /// <summary>Probes a board with text appended to its tree.</summary>
    public NanoDesk(string board, string appended = "", params Driver[] drivers)
    {
        _assembly = new AssemblyLoadContext("nano-desk", isCollectible: true).LoadFromStream(new MemoryStream(Image.Value));
        var tree = new FlattenedTree(BoardTree.Compile(board + ".dts", appended));
        var time = (TimeSource)Activator.CreateInstance(Type("IpaEmbedded.Boards.Nano.EdgeTime"))!;
        Loop = new EventLoop(time);
        var table = new DriverTable();
        RuntimeDrivers.Register(table);
        DeviceDrivers.Register(table);
        table.Add(new GpioLedsDriver());
        object numbering = Call("IpaEmbedded.Boards.Nano.NanoControllers", "Register", table, tree, time)!;
        if (board.StartsWith("esp32", StringComparison.Ordinal))
        {
            Call("IpaEmbedded.Boards.Nano.Esp32Controllers", "Register", table, numbering);
        }
        Array.ForEach(drivers, table.Add);
        Platform = new Platform(Loop, tree, null, new TestBoard(), table);
        Platform.Probe();
    }

    public EventLoop Loop { get; }

    public Platform Platform { get; }

    /// <summary>What the libraries were asked for since the last look.</summary>
    public string Calls
    {
        get
        {
            var calls = (ArrayList)Libraries.GetField("Calls")!.GetValue(null)!;
            string text = string.Join(", ", calls.Cast<string>());
            calls.Clear();
            return text;
        }
    }

    private Type Libraries => Type("StandIns.Libraries");

    /// <summary>Sets what the libraries answer.</summary>
    public void Set(string name, object? value) => Libraries.GetField(name)!.SetValue(null, value);

    /// <summary>An edge of a pin as nanoFramework reports it.</summary>
    public void Edge(int pin, bool high) => Call("System.Device.Gpio.GpioPin", "Edge", pin, high);

    /// <summary>What a node supplies.</summary>
    public T Provider<T>(string path, string kind)
        where T : Provider => (T)Platform.FindProvider(Platform.Tree.FindNode(path), kind);

    private object? Call(string type, string method, params object[] arguments) => Type(type).GetMethod(method)!.Invoke(null, arguments);

    private Type Type(string name) => _assembly.GetType(name, throwOnError: true)!;

    private static byte[] Compile()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        MetadataReference[] references = [.. new[] { "System.Runtime.dll", "System.Private.CoreLib.dll", "System.Collections.NonGeneric.dll", "System.Runtime.Extensions.dll", "System.Threading.dll" }
            .Select(name => MetadataReference.CreateFromFile(Path.Combine(framework, name))), MetadataReference.CreateFromFile(typeof(Platform).Assembly.Location)];
        IEnumerable<(string, string)> sources = RoomTable.All.Where(room => room.Name.StartsWith(RoomTable.Application + ".", StringComparison.Ordinal)).SelectMany(NanoBoardProject.SourcesOf)
            .Where(path => !path.EndsWith("/AssemblyInfo.cs", StringComparison.Ordinal)).Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path))));
        (byte[]? image, IReadOnlyList<string> errors) = NanoFacade.Compile("NanoDesk", sources.Append(("Libraries.cs", NanoLibraries.Source)), references);
        Assert.IsNotNull(image, string.Join('\n', errors.Take(20)));
        return image;
    }
}
