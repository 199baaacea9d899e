using IpaEmbedded.Conformance;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>Our own driver on hardware behind a socket: its trace is byte for byte the one of the chip in its process.</summary>
[TestClass]
public sealed class DriverOverQtestTests
{
    private const int SharedMemoryBytes = 0x2000;

    [TestMethod]
    [DataRow("qcom,sdm845-ipa", "main")]
    [DataRow("qcom,sdm845-ipa", "data")]
    [DataRow("qcom,sdm845-ipa", "pm")]
    [DataRow("qcom,sdm845-ipa", "rpm")]
    [DataRow("qcom,sdm845-ipa", "crashopen")]
    [DataRow("qcom,sdm845-ipa", "alt")]
    [DataRow("qcom,sdm845-ipa", "tz")]
    [DataRow("qcom,sdm845-ipa", "retry")]
    [DataRow("qcom,sc7180-ipa", "main")]
    [DataRow("qcom,sc7180-ipa", "retry")]
    public void The_trace_over_the_socket_equals_the_trace_in_process(string compatible, string scenario)
    {
        using var bench = new QtestBench(compatible: compatible);
        var here = new StringWriter();
        new ConformanceRun(compatible, Scenario.Find(scenario)!, here).Run();

        string there = RunOver(bench, compatible, scenario);

        string[] expected = here.ToString().Split('\n');
        string[] actual = there.Split('\n');
        Assert.IsGreaterThan(1000, expected.Length);
        for (int i = 0; i < Math.Min(expected.Length, actual.Length); i++)
        {
            Assert.AreEqual(expected[i], actual[i], $"row {i}");
        }
        Assert.HasCount(expected.Length, actual);
    }

    [TestMethod]
    public void Buffers_of_the_heap_do_not_touch_and_are_given_out_again()
    {
        using var bench = new QtestBench();
        var heap = new QtestHeap(new MemoryMirror(bench.Client), 0x180000000, 0x10000);

        ulong first = heap.Allocate("first", 0x1000, 0x1000).Address;
        var second = heap.Allocate("second", 0x1000, 0x1000);
        ulong third = heap.Allocate("third", 16, 8).Address;
        heap.Free(second);

        Assert.AreEqual(0x180000000u, first);
        Assert.AreEqual(0x180002000u, second.Address);
        Assert.AreEqual(0x180001040u, third);
        Assert.AreEqual(0x180002000u, heap.Allocate("again", 0x1000, 0x1000).Address);
        Assert.ThrowsExactly<HardwareException>(() => heap.Allocate("too large", 0xd000, 8));
    }

    private static string RunOver(QtestBench bench, string compatible, string scenario)
    {
        SocMap map = compatible == "qcom,sc7180-ipa" ? SocMap.Sc7180() : SocMap.Sdm845();
        var trace = new StringWriter();
        new ConformanceRun(compatible, Scenario.Find(scenario)!, trace, new QtestConformanceHardware(bench.Client, map, SharedMemoryBytes)).Run();
        return trace.ToString();
    }
}
