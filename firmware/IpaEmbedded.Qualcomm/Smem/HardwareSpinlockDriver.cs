using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>Gives the locks that processors of the SoC take in turn.</summary>
public sealed class HardwareSpinlockDriver : Driver
{
    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,tcsr-mutex" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        device.Provide(new HardwareSpinlockProvider(device.Loop, device.MapRegisters(0)));
    }
}
