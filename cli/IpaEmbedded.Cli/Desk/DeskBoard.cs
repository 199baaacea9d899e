using IpaEmbedded.Boards.Linux.Iot;
using IpaEmbedded.Devices;
using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.Cli.Desk;

/// <summary>A board without an IPA in simulation: pins, buses and chips of its tree, with our drivers of ordinary nodes and those of Iot.Device.Bindings.</summary>
public sealed class DeskBoard
{
    private readonly DriverTable _drivers = new();

    /// <summary>Makes the board; nothing runs before <see cref="Probe"/>.</summary>
    /// <exception cref="FlattenedTreeException">The blob is no device tree.</exception>
    public DeskBoard(byte[] blob, TimeSource time)
    {
        var tree = new FlattenedTree(blob);
        Loop = new EventLoop(time);
        Simulation = new BoardSimulation(Loop, tree);
        Platform = new Platform(Loop, tree, new FakeMemory(), new FakeBoard(), _drivers);
        // Of two drivers for a name the later one counts.
        IotBindings.Register(_drivers);
        RuntimeDrivers.Register(_drivers);
        DeviceDrivers.Register(_drivers);
    }

    public EventLoop Loop { get; }

    /// <summary>What is outside of the processor.</summary>
    public BoardSimulation Simulation { get; }

    /// <summary>The devices of the tree.</summary>
    public Platform Platform { get; }

    /// <summary>Whether a tree is one of a board without an IPA that has something to show: pins, buses, PWM or an ADC.</summary>
    public static bool IsOne(FlattenedTree tree)
    {
        for (int node = 1; node < tree.NodeCount; node++)
        {
            if (tree.Name(node).Split('@')[0] == "ipa" && tree.IsEnabled(node))
            {
                return false;
            }
        }
        return BoardSimulation.HasControllers(tree);
    }

    /// <summary>Makes devices of the tree's nodes and starts them.</summary>
    public void Probe()
    {
        Simulation.Register(_drivers);
        Platform.Probe();
        Loop.RunPending();
    }
}
