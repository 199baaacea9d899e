using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class PlatformTests
{
    private const string ConsumerBeforeClock = """
        / {
            #address-cells = <1>; #size-cells = <1>;
            soc@0 {
                compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
                user@1 { compatible = "t,user"; reg = <1 1>; clocks = <&osc 0>; clock-names = "core"; };
                osc: osc { compatible = "t,osc"; #clock-cells = <1>; };
            };
        };
        """;

    private static void TakeCore(Device device) => device.Clock("core");

    private static void ProvideClock(Device device) => device.Provide(new TestClocks());

    [TestMethod]
    public void A_supplier_probes_before_its_consumer_whatever_the_order_of_the_tree()
    {
        var test = new TestPlatform(ConsumerBeforeClock).With("t,user", TakeCore).With("t,osc", ProvideClock);

        Assert.AreEqual(2, test.Platform.Probe());

        CollectionAssert.AreEqual(new[] { "probe /soc@0/osc", "probe /soc@0/user@1" }, test.Log);
        Assert.AreEqual(DeviceState.Bound, test.Device("/soc@0/user@1").State);
        Assert.AreEqual("", test.Reason("/soc@0/user@1"));
    }

    [TestMethod]
    public void A_supplier_without_driver_holds_back_the_consumer_that_asks_and_says_so()
    {
        var test = new TestPlatform(ConsumerBeforeClock).With("t,user", TakeCore).Probe();

        Assert.AreEqual(DeviceState.Deferred, test.Device("/soc@0/user@1").State);
        Assert.AreEqual("clocks: waits for /soc@0/osc, which has no driver for \"t,osc\"", test.Reason("/soc@0/user@1"));
        Assert.AreEqual("no driver for \"t,osc\"", test.Reason("/soc@0/osc"));
    }

    [TestMethod]
    public void A_supplier_without_driver_does_not_hold_back_a_consumer_that_does_not_ask()
    {
        var test = new TestPlatform(ConsumerBeforeClock).With("t,user").Probe();

        Assert.AreEqual(DeviceState.Bound, test.Device("/soc@0/user@1").State);
    }

    [TestMethod]
    public void A_supplier_that_failed_is_quoted()
    {
        var test = new TestPlatform(ConsumerBeforeClock).With("t,user", TakeCore)
            .With("t,osc", device => throw device.Error("clock-frequency", "one cell")).Probe();

        Assert.AreEqual("clocks: waits for /soc@0/osc, which failed: /soc@0/osc: clock-frequency: expected one cell", test.Reason("/soc@0/user@1"));
    }

    [TestMethod]
    public void A_supplier_that_supplies_nothing_of_the_kind_is_an_error()
    {
        var test = new TestPlatform(ConsumerBeforeClock).With("t,user", TakeCore).With("t,osc").Probe();

        Assert.AreEqual(DeviceState.Failed, test.Device("/soc@0/user@1").State);
        Assert.AreEqual("/soc@0/user@1: clocks: expected a node that supplies a clock controller, found /soc@0/osc, whose driver supplies none", test.Reason("/soc@0/user@1"));
    }

    [TestMethod]
    public void A_disabled_supplier_is_an_error_that_names_the_node_that_disables_it()
    {
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; clocks = <&osc 0>; clock-names = "core"; };
                hub { compatible = "simple-bus"; status = "disabled"; osc: osc { compatible = "t,osc"; #clock-cells = <1>; }; };
            };
            """).With("t,user", TakeCore).With("t,osc", ProvideClock).Probe();

        Assert.AreEqual("/user: clocks: expected an enabled clock controller, found /hub/osc disabled by /hub", test.Reason("/user"));
        Assert.IsNull(test.Platform.FindDevice("/hub/osc"));
    }

    [TestMethod]
    public void A_supplier_that_no_bus_makes_a_device_is_explained()
    {
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; clocks = <&osc 0>; clock-names = "core"; };
                box { osc: osc { compatible = "t,osc"; #clock-cells = <1>; }; };
            };
            """).With("t,user", TakeCore).With("t,osc", ProvideClock).Probe();

        Assert.AreEqual("clocks: waits for /box/osc, which no bus or driver has made a device", test.Reason("/user"));
    }

    [TestMethod]
    public void Children_that_a_driver_populates_probe_after_it_and_supply_others()
    {
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; clocks = <&osc 0>; clock-names = "core"; };
                parent { compatible = "t,parent"; osc: osc { compatible = "t,osc"; #clock-cells = <1>; }; };
            };
            """).With("t,user", TakeCore).With("t,osc", ProvideClock).With("t,parent", device => device.PopulateChildren()).Probe();

        CollectionAssert.AreEqual(new[] { "probe /parent", "probe /parent/osc", "probe /user" }, test.Log);
        Assert.AreSame(test.Device("/parent"), test.Device("/parent/osc").Parent);
    }

    [TestMethod]
    public void A_supplier_behind_a_property_that_the_platform_does_not_know_comes_up_by_deferral()
    {
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; t,service = <&server 3>; };
                server: server { compatible = "t,server"; #t,cells = <1>; };
            };
            """)
            .With("t,user", device =>
            {
                device.Provider("t,service", "#t,cells", 0, "service", out uint[] arguments);
                Assert.AreEqual(3u, arguments[0]);
            })
            .With("t,server", device => device.Provide(new TestService())).Probe();

        CollectionAssert.AreEqual(new[] { "probe /user", "probe /server", "probe /user" }, test.Log);
    }

    [TestMethod]
    public void Two_devices_that_wait_for_each_other_stay_deferred()
    {
        var test = new TestPlatform("""
            / {
                a: a { compatible = "t,a"; clocks = <&b 0>; clock-names = "core"; #clock-cells = <1>; };
                b: b { compatible = "t,b"; clocks = <&a 0>; clock-names = "core"; #clock-cells = <1>; };
            };
            """).With("t,a", TakeCore).With("t,b", TakeCore).Probe();

        Assert.AreEqual("clocks: waits for /b, which waits itself", test.Reason("/a"));
        Assert.AreEqual("clocks: waits for /a, which waits itself", test.Reason("/b"));
    }

    [TestMethod]
    public void The_most_specific_compatible_chooses_the_driver()
    {
        var test = new TestPlatform("/ { d { compatible = \"t,new\", \"t,old\"; }; };").With("t,old").With("t,new").Probe();

        Assert.AreEqual("t,new", test.Device("/d").Driver.Compatibles[0]);
    }

    [TestMethod]
    public void Nodes_without_driver_cost_no_failure_and_disabled_ones_are_no_devices()
    {
        var test = new TestPlatform("/ { a { compatible = \"t,x\"; }; b { compatible = \"t,x\"; status = \"disabled\"; }; c { }; };").Probe();

        Assert.AreEqual(1, test.Platform.DeviceCount);
        Assert.AreEqual(DeviceState.NoDriver, test.Device("/a").State);
    }

    [TestMethod]
    public void Nodes_below_firmware_reserved_memory_and_clocks_are_devices()
    {
        var test = new TestPlatform("""
            / {
                firmware { scm { compatible = "t,x"; }; };
                clocks { xo { compatible = "t,x"; }; };
                reserved-memory { db { compatible = "t,x"; }; };
                cpus { cpu { compatible = "t,x"; }; };
            };
            """).With("t,x").Probe();

        CollectionAssert.AreEqual(new[] { "probe /firmware/scm", "probe /clocks/xo", "probe /reserved-memory/db" }, test.Log);
    }

    [TestMethod]
    public void A_failed_probe_gives_back_what_it_had_taken()
    {
        TestClocks? clocks = null;
        var test = new TestPlatform(ConsumerBeforeClock)
            .With("t,osc", device => device.Provide(clocks = new TestClocks()))
            .With("t,user", device =>
            {
                Clock clock = device.Clock("core");
                clock.Enable();
                clock.Enable();
                throw device.Error("t,missing", "one cell");
            }).Probe();

        Assert.AreEqual(DeviceState.Failed, test.Device("/soc@0/user@1").State);
        Assert.AreEqual(0, clocks!.Source.EnableCount);
        Assert.AreEqual("on,off", clocks.Source.Calls);
    }

    [TestMethod]
    public void A_driver_that_throws_anything_else_fails_alone()
    {
        var test = new TestPlatform("/ { a { compatible = \"t,a\"; }; b { compatible = \"t,b\"; }; };")
            .With("t,a", _ => throw new InvalidOperationException("no answer")).With("t,b").Probe();

        Assert.AreEqual("no answer", test.Reason("/a"));
        Assert.IsInstanceOfType<InvalidOperationException>(test.Device("/a").Failure);
        Assert.AreEqual(DeviceState.Bound, test.Device("/b").State);
    }

    [TestMethod]
    public void Removing_a_supplier_removes_its_consumers_first()
    {
        var test = new TestPlatform(ConsumerBeforeClock).With("t,user", TakeCore).With("t,osc", ProvideClock).Probe();
        test.Log.Clear();

        test.Platform.Remove(test.Device("/soc@0/osc"));

        CollectionAssert.AreEqual(new[] { "remove /soc@0/user@1", "remove /soc@0/osc" }, test.Log);
        Assert.AreEqual(DeviceState.Removed, test.Device("/soc@0/user@1").State);
        Assert.IsNull(test.Platform.FindProvider(test.Device("/soc@0/osc").Node.Index, ClockProvider.ProviderKind));
    }

    [TestMethod]
    public void A_device_that_failed_or_was_removed_probes_again_when_it_is_let()
    {
        bool refuse = true;
        var test = new TestPlatform(ConsumerBeforeClock).With("t,osc", ProvideClock).With("t,user", device =>
        {
            device.Clock("core");
            if (refuse)
            {
                throw new InvalidOperationException("not today");
            }
        }).Probe();
        Assert.AreEqual(0, test.Platform.Probe());
        Assert.AreEqual("not today", test.Reason("/soc@0/user@1"));

        refuse = false;
        test.Platform.Retry(test.Device("/soc@0/user@1"));
        Assert.AreEqual(1, test.Platform.Probe());

        test.Platform.RemoveAll();
        test.Platform.Retry(test.Device("/soc@0/user@1"));
        test.Platform.Retry(test.Device("/soc@0/osc"));
        Assert.AreEqual(2, test.Platform.Probe());
    }

    [TestMethod]
    public void Removing_all_goes_backwards_and_takes_populated_children_along()
    {
        var test = new TestPlatform("""
            / {
                p { compatible = "t,p"; c1 { compatible = "t,c"; }; c2 { compatible = "t,c"; }; };
                q { compatible = "t,q"; };
            };
            """).With("t,p", device => device.PopulateChildren()).With("t,c").With("t,q").Probe();
        test.Log.Clear();

        test.Platform.RemoveAll();

        CollectionAssert.AreEqual(new[] { "remove /p/c2", "remove /p/c1", "remove /q", "remove /p" }, test.Log);
        Assert.AreEqual(2, test.Platform.DeviceCount);
    }

    [TestMethod]
    public void Thousands_of_nodes_without_driver_are_passed_over()
    {
        var nodes = string.Concat(Enumerable.Range(1, 3000).Select(i => $"n{i}: n@{i:x} {{ compatible = \"t,none{i}\"; clocks = <&osc {i}>; }};\n"));
        var test = new TestPlatform($"/ {{ soc {{ compatible = \"simple-bus\"; {nodes} osc: osc {{ compatible = \"t,osc\"; #clock-cells = <1>; }}; }}; }};")
            .With("t,osc", ProvideClock).Probe();

        Assert.AreEqual(3001, test.Platform.DeviceCount);
        CollectionAssert.AreEqual(new[] { "probe /soc/osc" }, test.Log);
    }

    private sealed class TestService : Provider
    {
        public override string Kind => "service";
    }
}
