using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Simulation;

/// <summary>
/// A platform without hardware: a device tree, virtual time, memory for DMA, and registers that somebody models or that are plain
/// storage. It knows no chip, so any driver can be tried on it; <see cref="SimulatedBoard"/> puts a whole SoC into it.
/// </summary>
/// <example><code>
/// SimulatedPlatform platform = new SimulatedPlatform(blob);
/// platform.Drivers.Add(new ThermometerDriver());
/// platform.Probe();
/// </code></example>
public class SimulatedPlatform
{
    /// <summary>Creates a platform for a compiled device tree; nothing runs before <see cref="Probe"/>.</summary>
    /// <exception cref="FlattenedTreeException">The blob is no device tree.</exception>
    public SimulatedPlatform(byte[] blob)
        : this(new FlattenedTree(blob), new EventLoop(new VirtualTime()), new FakeMemory(), new FakeBoard())
    {
    }

    /// <summary>Creates a platform on parts of somebody else's.</summary>
    protected SimulatedPlatform(FlattenedTree tree, EventLoop loop, FakeMemory memory, FakeBoard board)
    {
        Memory = memory;
        Hardware = board;
        Platform = new Platform(loop, tree, memory, board, Drivers);
        RuntimeDrivers.Register(Drivers);
    }

    /// <summary>Owns time and order.</summary>
    public EventLoop Loop
    {
        get { return Platform.Loop; }
    }

    /// <summary>Memory for DMA; tells what was not freed.</summary>
    public FakeMemory Memory { get; }

    /// <summary>Registers and memory by address; a model of a device adds its own before <see cref="Probe"/>.</summary>
    public FakeBoard Hardware { get; }

    /// <summary>The drivers: those that the platform brings along, and yours; one that is added later takes the place of one for the same node.</summary>
    public DriverTable Drivers { get; } = new DriverTable();

    /// <summary>The devices of the tree.</summary>
    public Platform Platform { get; }

    /// <summary>Makes devices of the tree's nodes and probes them, suppliers first; returns how many are bound. Of each other one, its Reason says why.</summary>
    public int Probe()
    {
        return Platform.Probe();
    }

    /// <summary>Runs something as work, the only context that may wait, and everything that it sets off without time passing.</summary>
    public void Work(EventLoopHandler action)
    {
        Loop.Post(new WorkItem(action));
        Loop.RunPending();
    }

    /// <summary>Lets time pass in steps until a condition holds; false when it does not hold at the end. All numbers are microseconds.</summary>
    public bool RunUntil(Condition condition, long timeout, long step)
    {
        long deadline = Loop.Now + timeout;
        while (!condition())
        {
            if (Loop.Now >= deadline) { return false; }
            Loop.Run(step);
        }
        return true;
    }
}
