using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A platform over a tree given as text, with drivers that are lambdas.</summary>
internal sealed class TestPlatform
{
    public TestPlatform(string text)
    {
        Platform = new Platform(Loop, TreeText.Load(text), null, Board, Drivers);
    }

    public DriverTable Drivers { get; } = new();

    public EventLoop Loop { get; } = new(new VirtualTime());

    public TestBoard Board { get; } = new();

    public Platform Platform { get; }

    /// <summary>Probes and removals in order.</summary>
    public List<string> Log { get; } = [];

    public TestPlatform With(string compatible, Action<Device>? probe = null)
    {
        Drivers.Add(new TestDriver(compatible, Log, probe));
        return this;
    }

    public TestPlatform With(Driver driver)
    {
        Drivers.Add(driver);
        return this;
    }

    public TestPlatform Probe()
    {
        Platform.Probe();
        return this;
    }

    public Device Device(string path)
    {
        var device = Platform.FindDevice(path);
        Assert.IsNotNull(device, path + " is no device");
        return device;
    }

    public string Reason(string path) => Device(path).Reason;
}
