using IpaEmbedded.Devices;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.SimulatedDevices;
using IpaEmbedded.Testing;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>A board of a file in simulation, with the runtime's drivers and those of Devices, probed; and the lines that an application shows.</summary>
internal sealed class ExampleBoard
{
    public ExampleBoard(string path, Action<BoardSimulation>? before = null)
    {
        var tree = new FlattenedTree(TestTree.FromFile(RepositoryRoot.PathOf(path), RepositoryRoot.PathOf("dts/include")).Blob);
        var drivers = new DriverTable();
        Simulation = new BoardSimulation(Loop, tree);
        Platform = new Platform(Loop, tree, null, null, drivers);
        RuntimeDrivers.Register(drivers);
        DeviceDrivers.Register(drivers);
        Simulation.Register(drivers);
        before?.Invoke(Simulation);
        Platform.Probe();
    }

    public EventLoop Loop { get; } = new(new VirtualTime());

    public BoardSimulation Simulation { get; }

    public Platform Platform { get; }

    /// <summary>Lines with the second in which each was shown.</summary>
    public List<string> Lines { get; } = [];

    public string Breaches => Simulation.Breaches.Text();

    public void Show(string line) => Lines.Add($"{Loop.Now / 1000000} {line}");
}
