using IpaEmbedded.Runtime.Devices;

namespace Acme_Thermometer;

/// <summary>Makes a device of every node that is compatible with "acme,thermometer".</summary>
public sealed class ThermometerDriver : Driver
{
    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "acme,thermometer" }; }
    }

    /// <summary>Takes what the node names. A missing resource throws with the node, the property and what was expected; nothing is left taken then.</summary>
    public override void Probe(Device device)
    {
        device.DriverData = new ThermometerDevice(device.MapRegisters("sensor"), (int)device.Node.Cell("acme,offset"));
    }
}
