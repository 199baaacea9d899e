using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A driver whose Probe is the test's own; it notes each probe and removal in a list that drivers share.</summary>
internal sealed class TestDriver(string compatible, List<string> log, Action<Device>? probe = null) : Driver
{
    public override string[] Compatibles { get; } = [compatible];

    public override void Probe(Device device)
    {
        log.Add("probe " + device.NodePath);
        probe?.Invoke(device);
    }

    public override void Remove(Device device) => log.Add("remove " + device.NodePath);
}
