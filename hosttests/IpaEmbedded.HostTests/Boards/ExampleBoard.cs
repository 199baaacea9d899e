using IpaEmbedded.Devices;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.SimulatedDevices;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.SimulatedDevices;
using IpaEmbedded.Testing;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>A board of a file in simulation, with the runtime's drivers and those of Devices, probed; and the lines that an application shows.</summary>
internal sealed class ExampleBoard
{
    private readonly DeskBoard _board;

    public ExampleBoard(string path, Action<BoardSimulation>? before = null)
    {
        var tree = new FlattenedTree(TestTree.FromFile(RepositoryRoot.PathOf(path), RepositoryRoot.PathOf("dts/include")).Blob);
        _board = new DeskBoard(tree).With(DeviceDrivers.Register);
        before?.Invoke(Simulation);
        _board.Probe();
    }

    public EventLoop Loop => _board.Loop;

    public BoardSimulation Simulation => _board.Simulation;

    public Platform Platform => _board.Platform;

    /// <summary>Lines with the second in which each was shown.</summary>
    public List<string> Lines { get; } = [];

    public string Breaches => _board.Breaches;

    public void Show(string line) => Lines.Add($"{Loop.Now / 1000000} {line}");
}
