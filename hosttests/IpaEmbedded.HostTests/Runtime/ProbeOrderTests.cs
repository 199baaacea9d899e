using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Who probes when: what a known property names comes first, what a deferral names comes next, and nobody waits for himself.</summary>
[TestClass]
public sealed class ProbeOrderTests
{
    private sealed class Service(string kind) : Provider
    {
        public override string Kind => kind;
    }

    private static string Order(TestPlatform test) => string.Join(",", test.Probe().Log.Select(line => line.Replace("probe /", "", StringComparison.Ordinal)));

    [TestMethod]
    [DataRow("clocks", "#clock-cells")]
    [DataRow("interrupts-extended", "#interrupt-cells")]
    [DataRow("interconnects", "#interconnect-cells")]
    [DataRow("mboxes", "#mbox-cells")]
    [DataRow("power-domains", "#power-domain-cells")]
    [DataRow("resets", "#reset-cells")]
    [DataRow("iommus", "#iommu-cells")]
    [DataRow("hwlocks", "#hwlock-cells")]
    [DataRow("gpios", "#gpio-cells")]
    [DataRow("pwms", "#pwm-cells")]
    [DataRow("io-channels", "#io-channel-cells")]
    public void Suppliers_that_a_known_property_names_probe_first(string property, string cells)
    {
        var test = new TestPlatform($$"""
            / {
                user { compatible = "t,x"; {{property}} = <&one 9>, <0>, <&two 1 2>; };
                between { compatible = "t,x"; };
                two: two { compatible = "t,x"; {{cells}} = <2>; };
                one: one { compatible = "t,x"; {{cells}} = <1>; };
            };
            """).With("t,x");

        Assert.AreEqual("one,two,user,between", Order(test));
    }

    [TestMethod]
    public void Memory_regions_are_named_without_arguments()
    {
        var test = new TestPlatform("""
            / {
                user { compatible = "t,x"; memory-region = <&one &two>; };
                two: two { compatible = "t,x"; };
                one: one { compatible = "t,x"; };
            };
            """).With("t,x");

        Assert.AreEqual("one,two,user", Order(test));
    }

    [TestMethod]
    [DataRow("clocks = <&one>;", "one,user")]
    [DataRow("clock = <&one>;", "user,one")]
    [DataRow("clocks = <&user>;", "user,one")]
    [DataRow("clocks = <&inner>;", "user,one")]
    [DataRow("clocks = <&shelf>;", "user,one")]
    [DataRow("clocks = <&part>;", "one,user")]
    [DataRow("clocks = <0x77 &one>;", "user,one")]
    public void A_device_waits_for_the_device_that_owns_what_it_names_unless_it_is_its_own(string property, string order)
    {
        var test = new TestPlatform($$"""
            / {
                user: user { compatible = "t,x"; #clock-cells = <0>; {{property}} inner: inner { #clock-cells = <0>; }; };
                one: one { compatible = "t,x"; #clock-cells = <0>; part: part { #clock-cells = <0>; }; };
                shelf: shelf { #clock-cells = <0>; };
            };
            """).With("t,x");

        Assert.AreEqual(order, Order(test));
    }

    [TestMethod]
    public void Chains_are_walked_to_their_end_and_each_device_probes_once()
    {
        var test = new TestPlatform("""
            / {
                a: a { compatible = "t,x"; #clock-cells = <0>; clocks = <&b>, <&d>; };
                b: b { compatible = "t,x"; #clock-cells = <0>; clocks = <&c>; };
                c: c { compatible = "t,x"; #clock-cells = <0>; };
                d: d { compatible = "t,x"; #clock-cells = <0>; clocks = <&c>; };
            };
            """).With("t,x");

        Assert.AreEqual("c,b,d,a", Order(test));
    }

    [TestMethod]
    public void A_circle_of_suppliers_is_left_to_deferral()
    {
        var test = new TestPlatform("""
            / {
                a: a { compatible = "t,a"; #clock-cells = <0>; clocks = <&b>; };
                b: b { compatible = "t,b"; #clock-cells = <0>; clocks = <&c>; };
                c: c { compatible = "t,c"; #clock-cells = <0>; clocks = <&a>; };
            };
            """)
            .With("t,a", device => device.Clock(0)).With("t,b", device => device.Clock(0)).With("t,c", device => device.Provide(new FixedProvider()));

        Assert.AreEqual("c,b,a", Order(test), "the circle is opened where it began");
        Assert.AreEqual("/a: clocks: expected a node that supplies a clock controller, found /b, whose driver supplies none", test.Reason("/a"));
    }

    [TestMethod]
    public void A_late_supplier_gives_everybody_that_waited_another_try_until_nothing_moves()
    {
        bool ready = false;
        var test = new TestPlatform("""
            / {
                a: a { compatible = "t,a"; t,service = <&b>; };
                b: b { compatible = "t,b"; };
                c: c { compatible = "t,c"; };
            };
            """)
            .With("t,a", device => { if (!ready) { throw new ProbeDeferredException("t,service", "somebody"); } })
            .With("t,b", device => { if (!ready) { throw new ProbeDeferredException("t,other", "/nowhere"); } })
            .With("t,c", _ => ready = true);

        Assert.AreEqual("a,b,c,a,b", Order(test));
        Assert.AreEqual(0, test.Platform.Probe(), "all are bound");
        Assert.HasCount(5, test.Log);
    }

    [TestMethod]
    public void When_nothing_came_up_nobody_is_tried_again()
    {
        var test = new TestPlatform("/ { a { compatible = \"t,a\"; }; b { compatible = \"t,b\"; }; };")
            .With("t,a", _ => throw new ProbeDeferredException("t,service", "somebody"))
            .With("t,b", _ => throw new ProbeDeferredException("t,service", "/a"));

        Assert.AreEqual("a,b", Order(test));
        Assert.AreEqual("t,service: waits for somebody", test.Reason("/a"));
        Assert.AreEqual("t,service: waits for /a, which waits itself", test.Reason("/b"));

        Assert.AreEqual("a,b,a,b", Order(test), "whoever asks for another pass gets one");
    }

    [TestMethod]
    public void A_supplier_that_came_up_by_deferral_is_followed_by_its_user_at_once()
    {
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; t,service = <&server>; };
                other { compatible = "t,x"; };
                server: server { compatible = "t,server"; };
            };
            """)
            .With("t,user", device => device.Provider("t,service", null, 0, "service", out _)).With("t,x").With("t,server", device => device.Provide(new Service("service")));

        Assert.AreEqual("user,server,user,other", Order(test));
    }

    private sealed class FixedProvider : ClockProvider
    {
        public override ClockSource Translate(uint[] specifier) => new FixedClock("fixed", 1);
    }
}
