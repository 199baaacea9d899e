using System.Reflection;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Searches that follow each other, floors, requests that leave their nodes in any order, and sets of paths that a provider refuses.</summary>
[TestClass]
public sealed class InterconnectGraphTests
{
    private static InterconnectGraph Graph(params TestInterconnect[] providers)
    {
        var graph = new InterconnectGraph();
        foreach (TestInterconnect provider in providers) { graph.Add(provider); }
        return graph;
    }

    private static string Ids(InterconnectGraph graph, int source, int destination)
    {
        InterconnectPath? path = graph.FindPath(graph.FindNode(source), graph.FindNode(destination), 0);
        return path is null ? "none" : string.Join(",", path.Nodes.Select(node => node.Id));
    }

    /// <summary>Requests that a node still has.</summary>
    private static int Requests(InterconnectNode node)
    {
        int count = 0;
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        for (object? at = typeof(InterconnectNode).GetField("FirstRequest", Hidden)!.GetValue(node); at is not null; at = at.GetType().GetField("NextOfNode", Hidden)!.GetValue(at)) { count++; }
        return count;
    }

    private static InterconnectPath Path(InterconnectGraph graph, int source, int destination, uint tag = 0) => graph.FindPath(graph.FindNode(source), graph.FindNode(destination), tag);

    [TestMethod]
    public void A_search_ends_in_circles_that_do_not_hold_its_source()
    {
        InterconnectGraph graph = Graph(new TestInterconnect("1:2", "2:3", "3:4,2", "4:2", "9", "5:5"));

        Assert.AreEqual("none", Ids(graph, 1, 9));
        Assert.AreEqual("1,2,3,4", Ids(graph, 1, 4));
        Assert.AreEqual("none", Ids(graph, 5, 1));
        Assert.AreEqual("3,2", Ids(graph, 3, 2));
    }

    [TestMethod]
    public void A_search_finds_nothing_by_what_an_earlier_one_has_left()
    {
        InterconnectGraph graph = Graph(new TestInterconnect("1:2,3", "2", "3:9", "9", "5:2", "6:7", "7:8", "8:9"));

        Assert.AreEqual("1,3,9", Ids(graph, 1, 9));
        Assert.AreEqual("none", Ids(graph, 5, 9));
        Assert.AreEqual("none", Ids(graph, 2, 9));
        Assert.AreEqual("6,7,8,9", Ids(graph, 6, 9));
        Assert.AreEqual("7,8,9", Ids(graph, 7, 9));
        Assert.AreEqual("8,9", Ids(graph, 8, 9));
        Assert.AreEqual("9", Ids(graph, 9, 9));
    }

    [TestMethod]
    public void Of_several_ways_the_shortest_counts_and_of_equal_ones_the_first_link()
    {
        InterconnectGraph graph = Graph(new TestInterconnect("1:2,3,4", "2:5", "3:9", "4:9", "5:9", "9"));

        Assert.AreEqual("1,3,9", Ids(graph, 1, 9));
    }

    [TestMethod]
    public void Floors_of_either_number_and_of_any_node_count_and_others_are_left_alone()
    {
        var provider = new TestInterconnect("1:2", "2:3", "3:4", "4");
        provider.Node(1).SetFloor(10, 0);
        provider.Node(3).SetFloor(0, 30);
        InterconnectGraph graph = Graph(provider);
        Assert.AreEqual("1>1:10/0 3>3:0/30", string.Join(" ", provider.Commits));
        Assert.AreEqual((10u, 0u, 0u, 30u), (provider.Node(1).FloorAverage, provider.Node(1).FloorPeak, provider.Node(3).FloorAverage, provider.Node(3).FloorPeak));
        provider.Commits.Clear();
        InterconnectPath path = Path(graph, 1, 4);
        path.SetBandwidth(10, 30);
        Assert.AreEqual("1>2:10/30 2>3:10/30 3>4:10/30", string.Join(" ", provider.Commits));
        path.SetBandwidth(9, 29);
        Assert.AreEqual("10/29 9/29 9/30 9/29", string.Join(" ", Enumerable.Range(1, 4).Select(id => $"{provider.Node(id).SumAverage(0)}/{provider.Node(id).MaximumPeak(0)}")));
        provider.Commits.Clear();

        graph.DropFloors();

        Assert.AreEqual("1>1:9/29 3>3:9/29", string.Join(" ", provider.Commits));
        Assert.AreEqual((0u, 0u), (provider.Node(1).FloorAverage, provider.Node(3).FloorPeak));
        provider.Commits.Clear();
        graph.DropFloors();
        Assert.IsEmpty(provider.Commits, "dropped once");
    }

    [TestMethod]
    public void Floors_are_dropped_behind_a_refusal_and_the_first_is_told()
    {
        var provider = new TestInterconnect("1:2", "2:3", "3");
        foreach (int id in (int[])[1, 2, 3]) { provider.Node(id).SetFloor(0, 50); }
        InterconnectGraph graph = Graph(provider);
        Path(graph, 1, 2).SetBandwidth(0, 40);
        provider.Commits.Clear();
        provider.PeakLimit = 35;

        Assert.AreEqual("node1: 40 kB/s is more than 35", Assert.ThrowsExactly<HardwareException>(graph.DropFloors).Message);

        Assert.AreEqual("3>3:0/0", string.Join(" ", provider.Commits));
        provider.PeakLimit = 40;
        graph.DropFloors();
        Assert.HasCount(1, provider.Commits, "dropped once");
    }

    [TestMethod]
    [DataRow(0u, "5/7 5/7 5/7")]
    [DataRow(1u, "5/7 0/0 0/0")]
    [DataRow(2u, "0/0 5/7 0/0")]
    [DataRow(4u, "0/0 0/0 5/7")]
    [DataRow(5u, "5/7 0/0 5/7")]
    [DataRow(8u, "0/0 0/0 0/0")]
    [DataRow(0x80000000u, "0/0 0/0 0/0")]
    [DataRow(0xffffffffu, "5/7 5/7 5/7")]
    public void A_tag_says_in_which_buckets_a_path_counts_and_bits_without_a_bucket_say_nothing(uint tag, string buckets)
    {
        var provider = new TestInterconnect("1:2", "2");
        Path(Graph(provider), 1, 2, tag).SetBandwidth(5, 7);

        Assert.AreEqual(buckets, string.Join(" ", Enumerable.Range(0, 3).Select(bucket => $"{provider.Node(2).SumAverage(bucket)}/{provider.Node(2).MaximumPeak(bucket)}")));
    }

    [TestMethod]
    public void Averages_add_up_to_the_largest_number_exactly()
    {
        var provider = new TestInterconnect("1:2", "2");
        InterconnectGraph graph = Graph(provider);
        Path(graph, 1, 2).SetBandwidth(0xfffffff0, 1);
        InterconnectPath second = Path(graph, 1, 2);

        foreach ((uint add, uint sum) in ((uint, uint)[])[(0xe, 0xfffffffe), (0xf, 0xffffffff), (0x10, 0xffffffff), (0xffffffff, 0xffffffff)])
        {
            second.SetBandwidth(add, 2);
            Assert.AreEqual((sum, 2u), (provider.Node(1).SumAverage(2), provider.Node(1).MaximumPeak(2)));
        }
    }

    [TestMethod]
    [DataRow(0, 1, 2)]
    [DataRow(0, 2, 1)]
    [DataRow(1, 0, 2)]
    [DataRow(1, 2, 0)]
    [DataRow(2, 0, 1)]
    [DataRow(2, 1, 0)]
    public void Paths_leave_their_nodes_in_any_order_and_the_others_go_on_counting(int first, int second, int third)
    {
        var provider = new TestInterconnect("1:2", "2");
        InterconnectGraph graph = Graph(provider);
        InterconnectPath[] paths = [Path(graph, 1, 2), Path(graph, 1, 2), Path(graph, 1, 2)];
        for (int i = 0; i < 3; i++) { paths[i].SetBandwidth(1u << i, 1u << i); }
        uint sum = 7;

        int left = 3;
        foreach (int leaving in (int[])[first, second, third])
        {
            paths[leaving].Release();
            sum -= 1u << leaving;
            left--;
            Assert.AreEqual((0u, 0u), (paths[leaving].AverageKilobytesPerSecond, paths[leaving].PeakKilobytesPerSecond));
            foreach (int id in (int[])[1, 2])
            {
                Assert.AreEqual(sum, provider.Node(id).SumAverage(0));
                Assert.AreEqual(left, Requests(provider.Node(id)));
            }
        }
        Assert.HasCount(6, provider.Commits);
        paths[0].Release();
        Assert.HasCount(6, provider.Commits);
    }

    [TestMethod]
    public void A_path_that_is_refused_even_its_smaller_bandwidth_has_left_all_the_same()
    {
        var provider = new TestInterconnect("1:2", "2");
        InterconnectPath path = Path(Graph(provider), 1, 2);
        path.SetBandwidth(3, 4);
        provider.Node(2).SetFloor(0, 50);
        provider.PeakLimit = 10;

        Assert.ThrowsExactly<HardwareException>(path.Release);
        Assert.AreEqual(0, Requests(provider.Node(1)) + Requests(provider.Node(2)));
        path.Release();
    }

    [TestMethod]
    public void A_set_needs_a_number_of_each_kind_for_each_path()
    {
        var provider = new TestInterconnect("1:2", "2");
        var set = new ConsumerPaths([Path(Graph(provider), 1, 2)]);

        foreach ((uint[] averages, uint[] peaks) in ((uint[], uint[])[])[([1], [1, 2]), ([1, 2], [1]), ([], [1]), ([1], [])])
        {
            Assert.AreEqual("1 averages and peaks expected", Assert.ThrowsExactly<ArgumentException>(() => set.SetBandwidth(averages, peaks)).Message);
        }
        Assert.AreEqual(1, set.Count);
        Assert.IsEmpty(provider.Commits);
    }

    /// <summary>Three paths of one link each, of which the last has a limit.</summary>
    private static ConsumerPaths Three(TestInterconnect provider)
    {
        InterconnectGraph graph = Graph(provider);
        return new ConsumerPaths([Path(graph, 1, 2), Path(graph, 3, 4), Path(graph, 5, 6)]);
    }

    private static TestInterconnect Pairs() => new("1:2", "2", "3:4", "4", "5:6", "6");

    private static string State(ConsumerPaths set) => string.Join(" ", Enumerable.Range(0, set.Count).Select(i => $"{(set.Path(i).IsEnabled ? "" : "!")}{set.Path(i).AverageKilobytesPerSecond}/{set.Path(i).PeakKilobytesPerSecond}"));

    [TestMethod]
    public void Paths_before_the_refused_one_go_back_each_to_its_own_bandwidth_and_once()
    {
        TestInterconnect provider = Pairs();
        ConsumerPaths set = Three(provider);
        set.SetBandwidth([1, 2, 3], [10, 20, 30]);
        provider.Commits.Clear();
        provider.PeakLimit = 40;

        Assert.ThrowsExactly<HardwareException>(() => set.SetBandwidth([4, 5, 6], [39, 40, 41]));

        Assert.AreEqual("1>2:4/39 3>4:5/40 5>6:3/30 3>4:2/20 1>2:1/10", string.Join(" ", provider.Commits));
        Assert.AreEqual("1/10 2/20 3/30", State(set));
    }

    [TestMethod]
    public void Switching_that_is_refused_leaves_each_path_as_it_was_with_its_bandwidth()
    {
        TestInterconnect provider = Pairs();
        ConsumerPaths set = Three(provider);
        set.SetBandwidth([1, 2, 3], [10, 20, 30]);
        set.Disable();
        Assert.AreEqual("!1/10 !2/20 !3/30", State(set));
        set.Path(1).Enable();
        provider.Commits.Clear();
        provider.PeakLimit = 25;

        Assert.ThrowsExactly<HardwareException>(set.Enable);

        Assert.AreEqual("!1/10 2/20 !3/30", State(set));
        Assert.AreEqual("1>2:1/10 3>4:2/20 5>6:0/0 3>4:2/20 1>2:0/0", string.Join(" ", provider.Commits));
        provider.PeakLimit = 30;
        set.Enable();
        Assert.AreEqual("1/10 2/20 3/30", State(set));
    }

    [TestMethod]
    public void A_set_is_given_back_whole_whatever_is_refused()
    {
        TestInterconnect provider = Pairs();
        ConsumerPaths set = Three(provider);
        set.SetBandwidth([1, 2, 3], [10, 20, 30]);
        provider.Node(2).SetFloor(0, 99);
        provider.Node(6).SetFloor(0, 98);
        provider.Commits.Clear();
        provider.PeakLimit = 50;

        Assert.AreEqual("node2: 99 kB/s is more than 50", Assert.ThrowsExactly<HardwareException>(set.Release).Message);

        Assert.AreEqual("3>4:0/0", string.Join(" ", provider.Commits));
        Assert.AreEqual(0, provider.Nodes.Sum(Requests));
        set.Release();
        Assert.HasCount(1, provider.Commits);
    }

    private const string TwoPaths = """
        / {
            user { compatible = "t,user"; interconnects = <&noc 1 &noc 2>, <&noc 3 &noc 4>; interconnect-names = "a", "b"; };
            noc: noc { compatible = "t,noc"; #interconnect-cells = <1>; };
        };
        """;

    [TestMethod]
    public void Paths_that_were_found_before_one_that_is_not_there_leave_their_nodes()
    {
        TestInterconnect provider = Pairs();
        var test = new TestPlatform(TwoPaths).With("t,noc", device => device.Provide(provider)).With("t,user", device => device.Interconnects(["a", "b", "c"])).Probe();

        Assert.AreEqual("/user: interconnect-names: expected a name \"c\"", test.Reason("/user"));
        Assert.AreEqual(0, provider.Nodes.Sum(Requests));
    }

    [TestMethod]
    public void Paths_without_a_tag_count_always_and_leave_with_their_device_and_nodes_with_theirs()
    {
        TestInterconnect provider = Pairs();
        ConsumerPaths? set = null;
        var test = new TestPlatform(TwoPaths).With("t,noc", device => device.Provide(provider)).With("t,user", device => set = (ConsumerPaths)device.Interconnects(["b", "a"])).Probe();
        Assert.AreEqual((0u, 0u), (set!.Path(0).Tag, set.Path(1).Tag));
        Assert.AreEqual(4, provider.Nodes.Sum(Requests));
        Assert.AreSame(provider, provider.Node(1).Provider);

        test.Platform.Remove(test.Device("/user"));
        Assert.AreEqual(0, provider.Nodes.Sum(Requests));
        Assert.IsNotNull(test.Platform.Interconnect.FindNode(1));

        test.Platform.Remove(test.Device("/noc"));
        Assert.IsNull(test.Platform.Interconnect.FindNode(1));
    }

    private sealed class Watching(InterconnectNode[] nodes) : InterconnectProvider
    {
        public List<int> Told { get; } = [];

        public override InterconnectNode[] Nodes { get; } = nodes;

        public override InterconnectNode? Translate(uint[] specifier) => null;

        public override void Aggregated(InterconnectNode node) => Told.Add(node.Id);

        public override void Commit(InterconnectNode source, InterconnectNode destination)
        {
        }
    }

    [TestMethod]
    public void A_provider_is_told_of_every_sum_of_its_nodes()
    {
        var provider = new Watching([new InterconnectNode(1, "a", [2]) { Data = "mine" }, new InterconnectNode(2, "b", [])]);
        var graph = new InterconnectGraph();
        graph.Add(provider);
        Path(graph, 1, 2).SetBandwidth(1, 1);

        Assert.AreEqual("1,2", string.Join(",", provider.Told));
        Assert.AreEqual("mine", provider.Nodes[0].Data);
        Assert.AreEqual("0 0 7", $"{provider.TagOf([])} {provider.TagOf([5])} {provider.TagOf([5, 7])}");
    }
}
