using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Every state of a device, what leads into it, what it says, and what goes with it.</summary>
[TestClass]
public sealed class PlatformStateTests
{
    private sealed class Service(string kind) : Provider
    {
        public override string Kind => kind;
    }

    private static string Expected(Action action) => Assert.ThrowsExactly<ProbeException>(action).Message;

    private static string Devices(TestPlatform test) => string.Join(",", Enumerable.Range(0, test.Platform.DeviceCount).Select(i => test.Platform.DeviceAt(i).NodePath));

    [TestMethod]
    public void A_device_says_how_far_it_has_come()
    {
        var test = new TestPlatform("""
            / {
                none { compatible = "t,none", "t,neither"; }; text { compatible = [61]; }; waits { compatible = "t,waits"; }; fails { compatible = "t,fails"; };
                bus { compatible = "t,bus"; child { compatible = "t,x"; }; };
            };
            """)
            .With("t,waits", _ => throw new ProbeDeferredException("t,s", "/none"))
            .With("t,fails", _ => throw new InvalidOperationException("broken"))
            .With("t,bus", device =>
            {
                device.PopulateChildren();
                Assert.AreEqual(DeviceState.Pending, device.Platform.FindDevice("/bus/child").State);
                Assert.AreEqual("not probed yet", device.Platform.FindDevice("/bus/child").Reason);
            }).With("t,x");
        Assert.IsNull(test.Platform.FindDevice("/none"), "devices are made by the first pass");
        Assert.AreEqual(2, test.Platform.Probe());

        Assert.AreEqual((DeviceState.NoDriver, "no driver for \"t,none\", \"t,neither\""), (test.Device("/none").State, test.Reason("/none")));
        Assert.AreEqual((DeviceState.NoDriver, "no driver for its \"compatible\", which is no list of strings"), (test.Device("/text").State, test.Reason("/text")));
        Assert.AreEqual((DeviceState.Deferred, "t,s: waits for /none, which has no driver for \"t,none\", \"t,neither\""), (test.Device("/waits").State, test.Reason("/waits")));
        Assert.AreEqual((DeviceState.Failed, "broken"), (test.Device("/fails").State, test.Reason("/fails")));
        Assert.AreEqual((DeviceState.Bound, ""), (test.Device("/bus").State, test.Reason("/bus")));
        Assert.IsNull(test.Device("/waits").Failure);
        Assert.IsNull(test.Device("/bus").Failure);
        test.Platform.Remove(test.Device("/bus/child"));
        Assert.AreEqual((DeviceState.Removed, "removed"), (test.Device("/bus/child").State, test.Reason("/bus/child")));
    }

    [TestMethod]
    public void The_tree_is_walked_once_however_often_devices_are_probed()
    {
        var test = new TestPlatform("/ { one { compatible = \"t,one\"; }; };").With("t,one");
        Assert.AreEqual(1, test.Platform.Probe());
        test.Platform.Probe();

        // A walk notes which nodes may hold devices.
        Assert.AreEqual(0, AllocatedBytes.Least(() => test.Platform.Probe()));
        Assert.AreEqual("/one", Devices(test));
    }

    [TestMethod]
    [DataRow("/bound", "")]
    [DataRow("/failed", ", which failed: broken")]
    [DataRow("/removed", "")]
    [DataRow("/none", ", which has no driver for \"t,none\"")]
    [DataRow("/waiting", ", which waits itself")]
    [DataRow("/bare", ", which no bus or driver has made a device")]
    [DataRow("/bound/part", "")]
    [DataRow("/nowhere", "")]
    [DataRow("somebody", "")]
    public void Who_waits_says_what_is_with_the_one_he_waits_for(string awaited, string rest)
    {
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; }; bound { compatible = "t,bound"; part { }; }; failed { compatible = "t,failed"; }; none { compatible = "t,none"; };
                waiting { compatible = "t,waiting"; }; bare { }; removed { compatible = "t,bound"; };
            };
            """)
            .With("t,user", _ => throw new ProbeDeferredException("t,s", awaited))
            .With("t,bound").With("t,failed", _ => throw new InvalidOperationException("broken"))
            .With("t,waiting", _ => throw new ProbeDeferredException("t,s", "else")).Probe();
        test.Platform.Remove(test.Device("/removed"));

        Assert.AreEqual("t,s: waits for " + awaited + rest, test.Reason("/user"));
    }

    [TestMethod]
    public void Another_try_is_for_those_that_failed_or_were_removed_alone()
    {
        bool broken = true;
        var test = new TestPlatform("/ { none { compatible = \"t,none\"; }; waits { compatible = \"t,waits\"; }; fails { compatible = \"t,fails\"; }; bound { compatible = \"t,bound\"; }; };")
            .With("t,waits", _ => throw new ProbeDeferredException("t,s", "else")).With("t,fails", _ => { if (broken) { throw new InvalidOperationException("broken"); } }).With("t,bound").Probe();
        test.Log.Clear();

        string states = "";
        foreach (string path in (string[])["/none", "/waits", "/fails", "/bound"])
        {
            test.Platform.Retry(test.Device(path));
            states += test.Device(path).State + " ";
        }
        Assert.AreEqual("NoDriver Deferred Pending Bound ", states);

        broken = false;
        test.Probe();
        Assert.AreEqual("probe /waits,probe /fails,probe /waits", string.Join(",", test.Log));
        Assert.IsNull(test.Device("/fails").Failure, "the failure is over");
        Assert.AreEqual("", test.Reason("/fails"));
    }

    [TestMethod]
    public void Removing_what_is_not_bound_does_nothing()
    {
        var test = new TestPlatform("/ { none { compatible = \"t,none\"; }; waits { compatible = \"t,waits\"; }; fails { compatible = \"t,fails\"; }; bound { compatible = \"t,bound\"; }; };")
            .With("t,waits", _ => throw new ProbeDeferredException("t,s", "else")).With("t,fails", _ => throw new InvalidOperationException("broken")).With("t,bound").Probe();
        test.Platform.Remove(test.Device("/bound"));
        test.Log.Clear();

        foreach (string path in (string[])["/none", "/waits", "/fails", "/bound"]) { test.Platform.Remove(test.Device(path)); }
        test.Platform.RemoveAll();

        Assert.IsEmpty(test.Log);
        Assert.AreEqual("NoDriver Deferred Failed Removed", string.Join(" ", Enumerable.Range(0, 4).Select(i => test.Platform.DeviceAt(i).State)));
    }

    [TestMethod]
    public void Removing_all_begins_with_the_one_that_was_bound_last_whatever_its_place_in_the_tree()
    {
        var test = new TestPlatform("""
            / {
                a { compatible = "t,x"; clocks = <&c>; }; b { compatible = "t,x"; }; c: c { compatible = "t,x"; #clock-cells = <0>; }; d { compatible = "t,x"; clocks = <&e>; }; e: e { compatible = "t,x"; #clock-cells = <0>; };
            };
            """).With("t,x").Probe();
        test.Log.Clear();

        test.Platform.RemoveAll();

        Assert.AreEqual("remove /d,remove /e,remove /b,remove /a,remove /c", string.Join(",", test.Log));
    }

    [TestMethod]
    public void A_device_that_uses_its_own_supply_is_removed_once()
    {
        var test = new TestPlatform("/ { d: d { compatible = \"t,d\"; clocks = <&d 0>; #clock-cells = <1>; }; };")
            .With("t,d", device => { device.Provide(new TestClocks()); device.Clock(0); }).Probe();
        Assert.AreEqual("", test.Reason("/d"));

        test.Platform.Remove(test.Device("/d"));

        Assert.AreEqual("probe /d,remove /d", string.Join(",", test.Log));
    }

    [TestMethod]
    public void A_device_that_came_back_without_a_supplier_stays_when_that_goes()
    {
        bool uses = true;
        var test = new TestPlatform("/ { osc: osc { compatible = \"t,osc\"; #clock-cells = <1>; }; d { compatible = \"t,d\"; clocks = <&osc 0>; }; };")
            .With("t,osc", device => device.Provide(new TestClocks())).With("t,d", device => { if (uses) { device.Clock(0); } device.DriverData = "data"; }).Probe();
        Assert.AreEqual("data", test.Device("/d").DriverData);
        test.Platform.Remove(test.Device("/d"));
        Assert.IsNull(test.Device("/d").DriverData, "what the driver kept goes with it");
        uses = false;
        test.Platform.Retry(test.Device("/d"));
        test.Probe();
        test.Log.Clear();

        test.Platform.Remove(test.Device("/osc"));

        Assert.AreEqual("remove /osc", string.Join(",", test.Log));
        Assert.AreEqual(DeviceState.Bound, test.Device("/d").State);
    }

    [TestMethod]
    public void Removal_follows_suppliers_and_children_over_several_steps()
    {
        var test = new TestPlatform("""
            / {
                a: a { compatible = "t,supply"; #clock-cells = <1>; };
                b { compatible = "t,parent"; clocks = <&a 0>; c: c { compatible = "t,supply"; #clock-cells = <1>; }; };
                d { compatible = "t,user"; clocks = <&c 0>; };
                e { compatible = "t,user2"; clocks = <&a 0>, <&c 0>; };
                f { compatible = "t,x"; };
            };
            """)
            .With("t,supply", device => device.Provide(new TestClocks())).With("t,user", device => device.Clock(0)).With("t,x")
            .With("t,user2", device => { device.Clock(0); device.Clock(0); device.Clock(1); })
            .With("t,parent", device => { device.Clock(0); device.PopulateChildren(); }).Probe();
        Assert.AreEqual("/a,/b,/d,/e,/f,/b/c", Devices(test));
        test.Log.Clear();

        test.Platform.Remove(test.Device("/a"));

        Assert.AreEqual("remove /e,remove /d,remove /b/c,remove /b,remove /a", string.Join(",", test.Log));
        Assert.AreEqual("/a,/b,/d,/e,/f", Devices(test), "children go with the one that populated them");
        Assert.IsNull(test.Platform.FindDevice("/b/c"));
        Assert.AreEqual(DeviceState.Bound, test.Device("/f").State);
    }

    [TestMethod]
    public void A_probe_that_fails_takes_its_children_and_what_it_provided_back()
    {
        var test = new TestPlatform("""
            / { a: a { compatible = "t,a"; #clock-cells = <1>; child { compatible = "t,child"; }; }; d { compatible = "t,d"; clocks = <&a 0>; }; };
            """)
            .With("t,a", device => { device.PopulateChildren(); device.Provide(new TestClocks()); throw new InvalidOperationException("too late"); })
            .With("t,child").With("t,d", device => device.Clock(0)).Probe();

        Assert.AreEqual("/a,/d", Devices(test));
        Assert.AreEqual("clocks: waits for /a, which failed: too late", test.Reason("/d"));
        Assert.IsNull(test.Platform.FindProvider(1, ClockProvider.ProviderKind));
    }

    [TestMethod]
    public void A_node_may_supply_several_kinds_and_each_only_once()
    {
        var one = new Service("one");
        var two = new Service("two");
        var test = new TestPlatform("/ { a { compatible = \"t,a\"; part { }; }; };").With("t,a", device =>
        {
            device.Provide(one);
            device.Provide(two);
            device.Provide(device.Node.Child("part"), new Service("one"));
            device.Provide(new Service("two"));
        }).Probe();
        Assert.AreEqual("/a supplies a two already", test.Reason("/a"));
        Assert.IsNull(test.Platform.FindProvider(1, "one"));

        test = new TestPlatform("/ { a { compatible = \"t,a\"; part { }; }; };").With("t,a", device =>
        {
            device.Provide(one);
            device.Provide(two);
        }).Probe();
        Assert.AreSame(one, test.Platform.FindProvider(1, "one"));
        Assert.AreSame(two, test.Platform.FindProvider(1, "two"));
        Assert.IsNull(test.Platform.FindProvider(2, "one"));
        Assert.IsNull(test.Platform.FindProvider(1, "three"));
    }

    [TestMethod]
    [DataRow("/nowhere", "/nowhere: lamp: expected a node of this path")]
    [DataRow("none", "none: lamp: expected an alias of this name in /aliases")]
    [DataRow("/off/inner", "/off/inner: lamp: expected an enabled lamp, found /off/inner disabled by /off")]
    [DataRow("/bare", "/bare: lamp: expected a node that supplies one, found /bare, which no bus or driver has made a device")]
    [DataRow("/bound", "/bound: lamp: expected a node that supplies one, found /bound, whose driver supplies none")]
    [DataRow("/bound/part", "/bound/part: lamp: expected a node that supplies one, found /bound/part, whose driver supplies none")]
    [DataRow("/failed", "/failed: lamp: expected a node that supplies one, found /failed, broken")]
    [DataRow("/free", "/free: lamp: expected a node that supplies one, found /free, no driver for \"t,none\"")]
    public void What_an_application_asks_for_and_does_not_get_is_explained(string path, string reason)
    {
        var test = new TestPlatform("""
            / { off { status = "disabled"; inner { }; }; bare { }; bound { compatible = "t,bound"; part { }; }; failed { compatible = "t,failed"; }; free { compatible = "t,none"; }; };
            """).With("t,bound", device => device.Provide(new Service("other"))).With("t,failed", _ => throw new InvalidOperationException("broken")).Probe();

        Assert.AreEqual(reason, Expected(() => test.Platform.Require(path, "lamp")));
    }

    [TestMethod]
    public void What_is_chosen_is_one_string_of_chosen()
    {
        Assert.AreEqual("/lamp", new TestPlatform("/ { chosen { lamp = \"/lamp\"; }; };").Platform.Chosen("lamp"));
        Assert.AreEqual("/chosen: lamp: expected one string", Expected(() => new TestPlatform("/ { chosen { }; };").Platform.Chosen("lamp")));
        Assert.AreEqual("/chosen: lamp: expected one string", Expected(() => new TestPlatform("/ { };").Platform.Chosen("lamp")));
    }

    [TestMethod]
    public void Buses_and_four_names_below_the_root_hold_devices_and_nothing_else_does()
    {
        var test = new TestPlatform("""
            / {
                bus { compatible = "simple-bus"; a { compatible = "t,x"; below { compatible = "t,x"; }; }; clocks { b { compatible = "t,x"; }; }; };
                mfd { compatible = "t,none", "simple-mfd"; c { compatible = "t,x"; }; };
                both { compatible = "t,x", "simple-bus"; d { compatible = "t,x"; }; };
                clocks { e { compatible = "t,x"; }; }; firmware { f { compatible = "t,x"; }; }; reserved-memory { g { compatible = "t,x"; }; };
                other { h { compatible = "t,x"; }; };
                off { compatible = "simple-bus"; status = "disabled"; i { compatible = "t,x"; }; };
                last { compatible = "t,x"; };
            };
            """).With("t,x").Probe();

        Assert.AreEqual("/bus/a,/mfd/c,/both,/both/d,/clocks/e,/firmware/f,/reserved-memory/g,/last", Devices(test));
        Assert.IsNull(test.Device("/bus/a").Parent);
    }

    [TestMethod]
    [DataRow("/p/a", "/p,/z,/p/a/one,/p/a/two,/p/a/bus/three")]
    [DataRow("/p/b", "/p,/z,/p/b/one")]
    [DataRow("/p", "/p,/z,/p/c")]
    public void A_driver_makes_devices_of_the_children_of_the_node_it_says_and_of_no_others(string top, string devices)
    {
        const string Text = """
            / {
                p {
                    compatible = "t,p";
                    a { one { compatible = "t,x"; }; two { compatible = "t,x"; }; bus { compatible = "simple-bus"; three { compatible = "t,x"; }; }; };
                    b { one { compatible = "t,x"; }; };
                    c { compatible = "t,x"; one { compatible = "t,x"; }; };
                };
                z { compatible = "t,x"; };
            };
            """;
        var test = new TestPlatform(Text).With("t,x").With("t,p", device =>
        {
            TreeNode node = new(device.Platform.Tree, device.Platform.Tree.FindNode(top));
            device.PopulateChildren(node);
            device.PopulateChildren(node);
        }).Probe();

        Assert.AreEqual(devices, Devices(test));
        Assert.AreSame(test.Device("/p"), test.Platform.DeviceAt(2).Parent);
    }

    [TestMethod]
    public void Children_without_compatible_hold_no_devices_wherever_they_stand()
    {
        var test = new TestPlatform("/ { a { }; p { compatible = \"t,p\"; q { compatible = \"t,x\"; }; clocks { r { compatible = \"t,x\"; }; }; last { }; }; };")
            .With("t,x").With("t,p", device => device.PopulateChildren()).Probe();

        Assert.AreEqual("", test.Reason("/p"));
        Assert.AreEqual("/p,/p/q", Devices(test));
    }

    [TestMethod]
    public void A_tree_that_is_disabled_as_a_whole_supplies_nothing()
    {
        var test = new TestPlatform("/ { status = \"disabled\"; user { compatible = \"t,user\"; clocks = <&osc>; }; osc: osc { #clock-cells = <0>; }; };").With("t,user", device => device.Clock(0)).Probe();

        Assert.AreEqual("/user: clocks: expected an enabled clock controller, found /osc disabled by /", test.Reason("/user"));
    }

    [TestMethod]
    public void Children_of_the_last_node_of_a_tree_are_all_of_the_rest()
    {
        var test = new TestPlatform("/ { a { compatible = \"t,x\"; }; p { compatible = \"t,p\"; q { r { compatible = \"t,x\"; }; s { compatible = \"t,x\"; }; }; }; };")
            .With("t,x").With("t,p", device => device.PopulateChildren(device.Node.Child("q"))).Probe();

        Assert.AreEqual("/a,/p,/p/q/r,/p/q/s", Devices(test));
    }

    [TestMethod]
    public void A_supplier_is_named_as_disabled_by_the_nearest_node_that_is()
    {
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; clocks = <&osc>; };
                far { status = "disabled"; near { status = "disabled"; osc: osc { #clock-cells = <0>; }; }; };
            };
            """).With("t,user", device => device.Clock(0)).Probe();

        Assert.AreEqual("/user: clocks: expected an enabled clock controller, found /far/near/osc disabled by /far/near", test.Reason("/user"));
    }
}
