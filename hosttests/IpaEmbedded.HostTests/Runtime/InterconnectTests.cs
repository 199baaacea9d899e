using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class InterconnectTests
{
    private static InterconnectGraph Graph(params TestInterconnect[] providers)
    {
        var graph = new InterconnectGraph();
        foreach (var provider in providers)
        {
            graph.Add(provider);
        }
        return graph;
    }

    private static InterconnectPath Path(InterconnectGraph graph, int source, int destination, uint tag = 0)
    {
        var path = graph.FindPath(graph.FindNode(source), graph.FindNode(destination), tag);
        Assert.IsNotNull(path);
        return path;
    }

    private static string Ids(InterconnectPath path) => string.Join(",", path.Nodes.Select(node => node.Id));

    [TestMethod]
    public void The_shortest_path_is_found_over_several_interconnects_and_around_circles()
    {
        var graph = Graph(new TestInterconnect("1:2,3", "2:1,4", "3:5"), new TestInterconnect("4:6", "5:1", "6:7"), new TestInterconnect("7"));

        Assert.AreEqual("1,2,4,6,7", Ids(Path(graph, 1, 7)));
        Assert.AreEqual("1", Ids(Path(graph, 1, 1)));
        Assert.IsNull(graph.FindPath(graph.FindNode(7), graph.FindNode(1), 0));
    }

    [TestMethod]
    public void A_path_appears_with_the_interconnect_in_the_middle_and_vanishes_with_it()
    {
        var middle = new TestInterconnect("2:3");
        var graph = Graph(new TestInterconnect("1:2"), new TestInterconnect("3"));
        Assert.IsNull(graph.FindPath(graph.FindNode(1), graph.FindNode(3), 0));

        graph.Add(middle);
        Path(graph, 1, 3).Release();

        graph.Remove(middle);
        Assert.IsNull(graph.FindPath(graph.FindNode(1), graph.FindNode(3), 0));
    }

    [TestMethod]
    public void Averages_add_up_and_the_largest_peak_counts_in_the_buckets_of_each_tag()
    {
        var provider = new TestInterconnect("1:3", "2:3", "3");
        var graph = Graph(provider);
        InterconnectPath always = Path(graph, 1, 3);
        InterconnectPath active = Path(graph, 2, 3, InterconnectNode.TagActive | InterconnectNode.TagWake);

        always.SetBandwidth(100, 700);
        active.SetBandwidth(50, 900);

        InterconnectNode shared = provider.Node(3);
        Assert.AreEqual("150 900", $"{shared.SumAverage(0)} {shared.MaximumPeak(0)}");
        Assert.AreEqual("150 900", $"{shared.SumAverage(1)} {shared.MaximumPeak(1)}");
        Assert.AreEqual("100 700", $"{shared.SumAverage(2)} {shared.MaximumPeak(2)}");
        Assert.AreEqual(100u, provider.Node(1).SumAverage(0));
    }

    [TestMethod]
    public void Sums_stop_at_the_largest_number()
    {
        var provider = new TestInterconnect("1:2", "2");
        var graph = Graph(provider);

        Path(graph, 1, 2).SetBandwidth(0xffffffff, 1);
        Path(graph, 1, 2).SetBandwidth(2, 1);

        Assert.AreEqual(0xffffffffu, provider.Node(2).SumAverage(0));
    }

    [TestMethod]
    public void Each_link_inside_a_provider_is_committed_and_the_step_between_providers_is_not()
    {
        var first = new TestInterconnect("1:2", "2:3");
        var second = new TestInterconnect("3:4", "4:5", "5");
        InterconnectPath path = Path(Graph(first, second), 1, 5);

        path.SetBandwidth(10, 20);

        CollectionAssert.AreEqual(new[] { "1>2:10/20" }, first.Commits);
        CollectionAssert.AreEqual(new[] { "3>4:10/20", "4>5:10/20" }, second.Commits);
    }

    [TestMethod]
    public void A_disabled_path_counts_as_zero_and_comes_back_with_what_was_recorded()
    {
        var provider = new TestInterconnect("1:2", "2");
        InterconnectPath path = Path(Graph(provider), 1, 2);

        path.Disable();
        path.SetBandwidth(10, 20);
        path.Enable();
        path.Release();
        path.Release();

        CollectionAssert.AreEqual(new[] { "1>2:0/0", "1>2:0/0", "1>2:10/20", "1>2:0/0" }, provider.Commits);
    }

    [TestMethod]
    public void A_refused_request_leaves_the_one_before_in_force_on_every_node()
    {
        var near = new TestInterconnect("1:2", "2:3");
        var far = new TestInterconnect("3:4", "4") { PeakLimit = 100 };
        InterconnectPath path = Path(Graph(near, far), 1, 4);
        path.SetBandwidth(10, 100);

        var refused = Assert.ThrowsExactly<HardwareException>(() => path.SetBandwidth(20, 101));

        Assert.AreEqual("node4: 101 kB/s is more than 100", refused.Message);
        Assert.AreEqual("10 100", $"{path.AverageKilobytesPerSecond} {path.PeakKilobytesPerSecond}");
        CollectionAssert.AreEqual(new[] { "1>2:10/100", "1>2:20/101", "1>2:10/100" }, near.Commits);
        CollectionAssert.AreEqual(new[] { "3>4:10/100", "3>4:10/100" }, far.Commits);
        Assert.AreEqual(100u, far.Node(4).MaximumPeak(2));
    }

    [TestMethod]
    public void Of_several_paths_all_change_or_none()
    {
        var first = new TestInterconnect("1:2", "2");
        var second = new TestInterconnect("3:4", "4") { PeakLimit = 100 };
        var graph = Graph(first, second);
        var set = new ConsumerPaths([Path(graph, 1, 2), Path(graph, 3, 4)]);
        set.SetBandwidth([1, 2], [10, 20]);

        Assert.ThrowsExactly<HardwareException>(() => set.SetBandwidth([3, 4], [30, 101]));

        Assert.AreEqual("1>2:1/10", first.Commits[^1]);
        Assert.AreEqual("3>4:2/20", second.Commits[^1]);
        Assert.AreEqual(10u, set.Path(0).PeakKilobytesPerSecond);
    }

    [TestMethod]
    public void Enabling_several_paths_is_undone_when_one_is_refused()
    {
        var first = new TestInterconnect("1:2", "2");
        var second = new TestInterconnect("3:4", "4") { PeakLimit = 100 };
        var graph = Graph(first, second);
        var set = new ConsumerPaths([Path(graph, 1, 2), Path(graph, 3, 4)]);
        set.Disable();
        set.SetBandwidth([1, 1], [10, 500]);

        Assert.ThrowsExactly<HardwareException>(set.Enable);

        Assert.IsFalse(set.Path(0).IsEnabled);
        Assert.IsFalse(set.Path(1).IsEnabled);
        Assert.AreEqual("1>2:0/0", first.Commits[^1]);
    }

    [TestMethod]
    public void A_floor_counts_from_registration_until_it_is_dropped()
    {
        var provider = new TestInterconnect("1:2", "2");
        provider.Node(2).SetFloor(1000, 2000);
        var graph = Graph(provider);
        Assert.AreEqual("2>2:1000/2000", provider.Commits[^1]);
        Path(graph, 1, 2).SetBandwidth(10, 3000);
        Assert.AreEqual("1>2:1000/3000", provider.Commits[^1]);

        graph.DropFloors();

        Assert.AreEqual("2>2:10/3000", provider.Commits[^1]);
    }

    [TestMethod]
    public void A_consumer_gets_its_paths_by_name_with_the_tag_of_the_specifier()
    {
        ConsumerPaths? paths = null;
        var near = new TestInterconnect("1:2", "2:3");
        var far = new TestInterconnect("3:4", "4");
        var test = new TestPlatform("""
            / {
                user {
                    compatible = "t,user";
                    interconnects = <&near 2 0 &far 3 0>, <&near 1 3 &far 4 3>;
                    interconnect-names = "config", "memory";
                };
                near: near { compatible = "t,near"; #interconnect-cells = <2>; };
                far: far { compatible = "t,far"; #interconnect-cells = <2>; };
            };
            """)
            .With("t,near", device => device.Provide(near)).With("t,far", device => device.Provide(far))
            .With("t,user", device => paths = (ConsumerPaths)device.Interconnects(["memory", "config"])).Probe();

        Assert.AreEqual("", test.Reason("/user"));
        Assert.AreEqual("1,2,3,4", Ids(paths!.Path(0)));
        Assert.AreEqual(3u, paths.Path(0).Tag);
        Assert.AreEqual("2,3", Ids(paths.Path(1)));
    }

    /// <summary>What is not needed any more is taken back wherever that is not refused.</summary>
    [TestMethod]
    public void A_path_that_leaves_takes_its_bandwidth_from_all_links_but_the_one_that_refuses()
    {
        var near = new TestInterconnect("1:2", "2:3");
        var far = new TestInterconnect("3:4", "4");
        InterconnectPath path = Path(Graph(near, far), 1, 4);
        path.SetBandwidth(10, 20);
        near.Node(2).SetFloor(0, 50);
        near.PeakLimit = 30;

        Assert.AreEqual("node2: 50 kB/s is more than 30", Assert.ThrowsExactly<HardwareException>(path.Release).Message);

        Assert.AreEqual("3>4:0/0", far.Commits[^1]);
    }

    [TestMethod]
    public void Behind_a_link_that_refuses_more_no_other_is_asked_for_it()
    {
        var near = new TestInterconnect("1:2", "2:3");
        var far = new TestInterconnect("3:4", "4");
        InterconnectPath path = Path(Graph(near, far), 1, 4);
        path.SetBandwidth(1, 10);
        far.Commits.Clear();
        near.PeakLimit = 15;

        Assert.AreEqual("node2: 20 kB/s is more than 15", Assert.ThrowsExactly<HardwareException>(() => path.SetBandwidth(2, 20)).Message);

        // What was asked for before, once more.
        Assert.AreEqual("3>4:1/10", string.Join(" ", far.Commits));
    }

    [TestMethod]
    public void A_request_that_is_refused_goes_back_on_all_links_but_the_one_that_refuses_even_that()
    {
        var near = new TestInterconnect("1:2", "2:3");
        var middle = new TestInterconnect("3:4", "4:5");
        var far = new TestInterconnect("5:6", "6");
        InterconnectPath path = Path(Graph(near, middle, far), 1, 6);
        path.SetBandwidth(1, 10);
        far.PeakLimit = 15;
        // The first link goes along once and refuses from then on.
        near.Committed = () => near.PeakLimit = 5;

        Assert.AreEqual("node6: 20 kB/s is more than 15", Assert.ThrowsExactly<HardwareException>(() => path.SetBandwidth(2, 20)).Message);

        Assert.AreEqual("1>2:2/20", near.Commits[^1]);
        Assert.AreEqual("3>4:1/10", middle.Commits[^1]);
        Assert.AreEqual("5>6:1/10", far.Commits[^1]);
    }

    [TestMethod]
    public void A_path_over_an_interconnect_that_has_not_probed_yet_defers()
    {
        const string Text = """
            / {
                user { compatible = "t,user"; interconnects = <&near 1 &far 3>; interconnect-names = "memory"; };
                near: near { compatible = "t,near"; #interconnect-cells = <1>; };
                far: far { compatible = "t,far"; #interconnect-cells = <1>; };
                middle { compatible = "t,middle"; #interconnect-cells = <1>; };
            };
            """;
        TestPlatform Build(bool middle)
        {
            var test = new TestPlatform(Text)
                .With("t,near", device => device.Provide(new TestInterconnect("1:2"))).With("t,far", device => device.Provide(new TestInterconnect("3")))
                .With("t,user", device => device.Interconnects(["memory"]));
            return (middle ? test.With("t,middle", device => device.Provide(new TestInterconnect("2:3"))) : test).Probe();
        }

        Assert.AreEqual(DeviceState.Bound, Build(true).Device("/user").State);
        Assert.AreEqual("interconnects: waits for a path from node1 to node3", Build(false).Reason("/user"));
    }

    [TestMethod]
    public void Different_tags_at_the_ends_of_a_path_are_an_error()
    {
        var provider = new TestInterconnect("1:2", "2");
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; interconnects = <&noc 1 3 &noc 2 7>; interconnect-names = "memory"; };
                noc: noc { compatible = "t,noc"; #interconnect-cells = <2>; };
            };
            """).With("t,noc", device => device.Provide(provider)).With("t,user", device => device.Interconnects(["memory"])).Probe();

        Assert.AreEqual("/user: interconnects: expected the same tag at both ends of path 0", test.Reason("/user"));
    }
}
