namespace IpaEmbedded.Runtime.Devices;

/// <summary>Makes devices work whose "compatible" it lists. One driver serves all of its devices: what belongs to one goes to <see cref="Device.DriverData"/>.</summary>
public abstract class Driver
{
    /// <summary>Values of "compatible" that the driver serves.</summary>
    public abstract string[] Compatibles { get; }

    /// <summary>
    /// Takes the device's resources and starts it. An exception gives the resources back: <see cref="ProbeDeferredException"/> means "again later",
    /// <see cref="ProbeException"/> that the device tree is at fault.
    /// </summary>
    public abstract void Probe(Device device);

    /// <summary>Stops the device; its resources are given back afterwards.</summary>
    public virtual void Remove(Device device)
    {
    }
}
