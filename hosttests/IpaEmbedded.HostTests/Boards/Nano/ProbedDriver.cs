using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Boards.Nano;

/// <summary>A driver for one compatible whose probe is a test's.</summary>
internal sealed class ProbedDriver(string compatible, Action<Device> probe) : Driver
{
    public override string[] Compatibles { get; } = [compatible];

    public override void Probe(Device device) => probe(device);
}
