using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>Runs the nodes that a simulation has controllers for, or that lie between the root and one of them.</summary>
internal sealed class SimulatedControllerDriver : Driver
{
    private readonly BoardSimulation _simulation;
    private readonly string[] _compatibles;

    internal SimulatedControllerDriver(BoardSimulation simulation, string[] compatibles)
    {
        _simulation = simulation;
        _compatibles = compatibles;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return _compatibles; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        _simulation.Provide(device);
        device.PopulateChildren();
    }
}
