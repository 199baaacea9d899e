using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.HostTests.SimulatedDevices;

/// <summary>A simulated board from a tree given as text, with drivers that are lambdas.</summary>
internal sealed class DeskBoard
{
    private readonly DriverTable _drivers = new();

    public DeskBoard(string text)
        : this(TreeText.Load(text))
    {
    }

    public DeskBoard(FlattenedTree tree)
    {
        Simulation = new BoardSimulation(Loop, tree);
        Platform = new Platform(Loop, tree, null, null, _drivers);
        RuntimeDrivers.Register(_drivers);
    }

    public EventLoop Loop { get; } = new(new VirtualTime());

    public BoardSimulation Simulation { get; }

    public Platform Platform { get; }

    public string Breaches => Simulation.Breaches.Text();

    public DeskBoard With(string compatible, Action<Device> probe)
    {
        _drivers.Add(new TestDriver(compatible, [], probe));
        return this;
    }

    public DeskBoard With(Driver driver)
    {
        _drivers.Add(driver);
        return this;
    }

    public DeskBoard With(Action<DriverTable> drivers)
    {
        drivers(_drivers);
        return this;
    }

    public DeskBoard Probe()
    {
        Simulation.Register(_drivers);
        Platform.Probe();
        return this;
    }

    public string Reason(string path) => (Platform.FindDevice(path) ?? throw new AssertFailedException(path + " is no device")).Reason;
}
