using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>What a device has taken goes back whole, whatever is refused or goes wrong on the way.</summary>
[TestClass]
public sealed class ReleaseTests
{
    private readonly List<string> _released = [];

    [TestMethod]
    public void A_mistake_in_giving_one_thing_back_passes_after_the_others_went_back_and_the_device_is_removed_once()
    {
        int removals = 0;
        var driver = new CountingDriver(device =>
        {
            Take(device, "first");
            Take(device, "refused", new HardwareException("no"));
            Take(device, "second");
            Take(device, "mistaken", new InvalidOperationException("mistake"));
            Take(device, "third");
        }, () => removals++);
        TestPlatform test = new TestPlatform("/ { d { compatible = \"t,d\"; }; };").With(driver).Probe();

        Assert.AreEqual("mistake", Assert.ThrowsExactly<InvalidOperationException>(() => test.Platform.Remove(test.Device("/d"))).Message);

        Assert.AreEqual("third mistaken second refused first", string.Join(' ', _released));
        Assert.AreEqual((DeviceState.Removed, 1), (test.Device("/d").State, removals));
        test.Platform.RemoveAll();
        Assert.AreEqual((5, 1), (_released.Count, removals));
    }

    /// <summary>A refusal of what was found already must not turn "waits for another" into a failure for good.</summary>
    [TestMethod]
    public void A_device_that_waits_for_the_second_of_its_paths_waits_whatever_is_refused_of_the_first()
    {
        var near = new TestInterconnect("1:2", "2");
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; interconnects = <&near 1 &near 2>, <&near 1 &far 3>; interconnect-names = "a", "b"; };
                near: near { compatible = "t,near"; #interconnect-cells = <1>; };
                far: far { compatible = "t,far"; #interconnect-cells = <1>; };
            };
            """)
            .With("t,near", device =>
            {
                device.Provide(near);
                near.PeakLimit = 10;
            })
            .With("t,user", device => device.Interconnects(["a", "b"]));
        near.Node(2).SetFloor(0, 50);
        test.Probe();

        Assert.AreEqual(DeviceState.Deferred, test.Device("/user").State, test.Reason("/user"));
        StringAssert.StartsWith(test.Reason("/user"), "interconnects: waits for /far");
    }

    private void Take(Device device, string what, Exception? failure = null) => device.OnRelease(() =>
    {
        _released.Add(what);
        if (failure is not null) { throw failure; }
    });

    private sealed class CountingDriver(Action<Device> probe, Action remove) : Driver
    {
        public override string[] Compatibles => ["t,d"];

        public override void Probe(Device device) => probe(device);

        public override void Remove(Device device) => remove();
    }
}
