using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>One provider of a simulated board: the node that has it, and the node whose driver gives it out (its own, or above when it has no "compatible").</summary>
internal sealed class SimulatedController
{
    internal readonly int Node;
    internal readonly int Owner;
    internal readonly Provider Provider;

    /// <summary>Another one of the same node, or null.</summary>
    internal SimulatedController Next;

    internal SimulatedController(int node, int owner, Provider provider)
    {
        Node = node;
        Owner = owner;
        Provider = provider;
    }
}
