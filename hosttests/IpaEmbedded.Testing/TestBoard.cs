using IpaEmbedded.Devices;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.SimulatedDevices;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Testing;

/// <summary>
/// A board without hardware for the test of a driver: a device tree, the driver, and registers that are plain storage or that the test models.
/// Time is virtual and passes only in <see cref="Run"/>, so that a test always runs alike. One board belongs to one test, which ends it: with <c>using</c>, or <see cref="Stop"/>.
/// </summary>
/// <example><code>
/// using var board = new TestBoard("/ { led { compatible = \"acme,led\"; }; };").With(new LedDriver()).Start();
/// Led led = board.Bound&lt;Led&gt;("/led");
/// </code></example>
public sealed class TestBoard : IDisposable
{
    private bool _isStopped;

    /// <summary>A board with a tree given as text.</summary>
    /// <exception cref="TestFailedException">The text has errors.</exception>
    public TestBoard(string tree)
        : this(TestTree.FromText(tree))
    {
    }

    /// <summary>A board with a compiled tree; nothing runs before <see cref="Start"/>.</summary>
    public TestBoard(TestTree tree)
    {
        Simulation = new SimulatedPlatform(tree.Blob);
        DeviceDrivers.Register(Simulation.Drivers);
        Outside = new BoardSimulation(Simulation.Loop, Simulation.Platform.Tree);
    }

    /// <summary>The parts of the board: registers by address, memory for DMA, drivers, event loop, platform.</summary>
    public SimulatedPlatform Simulation { get; }

    /// <summary>What the tree has around the processor: pins, I2C, SPI, PWM and ADC with the chips on them, and keys.</summary>
    public BoardSimulation Outside { get; }

    /// <summary>Virtual time in microseconds since the board was made.</summary>
    public long Now => Simulation.Loop.Now;

    /// <summary>Adds a driver; it takes the place of one that was added before for the same node.</summary>
    public TestBoard With(Driver driver)
    {
        Simulation.Drivers.Add(driver);
        return this;
    }

    /// <summary>Puts a model of a device's registers at its address, in the place of plain storage.</summary>
    public TestBoard With(ulong address, RegisterBlock model)
    {
        Simulation.Hardware.AddRegisters(address, model);
        return this;
    }

    /// <summary>Puts a chip of your own on its bus, where the tree has its node.</summary>
    public TestBoard With(string path, SimulatedChip chip)
    {
        Outside.Attach(path, chip);
        return this;
    }

    /// <summary>Makes devices of the tree's nodes and probes them, suppliers first. A device that does not start is no failure yet: ask <see cref="Bound{T}"/> or <see cref="Refused"/>.</summary>
    public TestBoard Start()
    {
        Outside.Register(Simulation.Drivers);
        Simulation.Probe();
        return this;
    }

    /// <summary>Lets time pass, and runs everything that falls due.</summary>
    /// <param name="microseconds">How long.</param>
    public TestBoard Run(long microseconds)
    {
        Simulation.Loop.Run(microseconds);
        return this;
    }

    /// <summary>The simulated chip of a node, whose values the test sets.</summary>
    public SimulatedChip Chip(string path) => Outside.Chip(path);

    /// <summary>Runs something as work, the only context that may wait, and all that it sets off without time passing.</summary>
    public TestBoard Work(EventLoopHandler action)
    {
        Simulation.Work(action);
        return this;
    }

    /// <summary>The device of a node.</summary>
    /// <param name="path">Path of the node; unit addresses may be left out.</param>
    /// <exception cref="TestFailedException">The node is no device: it does not exist, has no "compatible", or is disabled.</exception>
    public Device Device(string path) =>
        Simulation.Platform.FindDevice(path) ?? throw new TestFailedException($"{path} is no device; the devices are {string.Join(", ", Paths())}");

    /// <summary>What the driver keeps of a device that it runs (<see cref="Device.DriverData"/>).</summary>
    /// <exception cref="TestFailedException">The driver does not run the device, and the message says why; or it keeps something else.</exception>
    public T Bound<T>(string path)
        where T : class
    {
        var device = Device(path);
        return device.State != DeviceState.Bound ? throw new TestFailedException($"{device.NodePath} is not bound: {device.Reason}")
            : device.DriverData as T ?? throw new TestFailedException($"{device.NodePath}: DriverData is {device.DriverData?.GetType().Name ?? "null"}, not {typeof(T).Name}");
    }

    /// <summary>Why a device does not run: the sentence of its driver's exception, or what it waits for.</summary>
    /// <exception cref="TestFailedException">The device runs.</exception>
    public string Refused(string path)
    {
        var device = Device(path);
        return device.State == DeviceState.Bound ? throw new TestFailedException($"{device.NodePath} is bound") : device.Reason;
    }

    /// <summary>Registers at an address: the test's model, or the storage that the driver reads and writes.</summary>
    /// <param name="address">Physical address of the first register, as the device's reg has it after translation.</param>
    public RegisterBlock Registers(ulong address) => Simulation.Hardware.MapRegisters(address, 0x1000, "test");

    /// <summary>Removes all devices, and demands that they gave back their memory and kept the rules of pins and buses. Nothing happens the second time.</summary>
    /// <exception cref="TestFailedException">Memory is left, or a rule was broken; the message has a line for each buffer or breach.</exception>
    public void Stop()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        Simulation.Work(Simulation.Platform.RemoveAll);
        if (Simulation.Memory.LiveCount > 0)
        {
            throw new TestFailedException("not given back: " + Simulation.Memory.LeakReport().TrimEnd());
        }

        if (Outside.Breaches.Count > 0)
        {
            throw new TestFailedException("rules of the board were broken:\n" + Outside.Breaches.Text().TrimEnd());
        }
    }

    /// <summary>The same as <see cref="Stop"/>: a test with a <c>using</c> cannot forget it.</summary>
    /// <exception cref="TestFailedException">Memory is left, or a rule was broken.</exception>
    public void Dispose() => Stop();

    private IEnumerable<string> Paths() => Enumerable.Range(0, Simulation.Platform.DeviceCount).Select(index => Simulation.Platform.DeviceAt(index).NodePath);
}
