using IpaEmbedded.Benchmarks.DeviceTree;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Cost;

/// <summary>Eight times the input takes about eight times the steps and the memory, whatever it is that there is more of.</summary>
[TestClass]
[DoNotParallelize]
public sealed class GrowthTests
{
    private const int Times = 8;

    // The square would be 64; tables and buffers that double add a part of a step.
    private const double Most = 12;

    public static IEnumerable<object[]> Sources => SourceFamilies.All.Keys.Select(name => new object[] { name });

    public static IEnumerable<object[]> Blobs => BlobFamilies.All.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Sources))]
    public void Compiling_takes_steps_and_memory_as_the_text_grows(string family) => AssertGrowth(count => CountedDeviceTree.Build(SourceFamilies.All[family](count)));

    [TestMethod]
    [DynamicData(nameof(Sources))]
    public void Formatting_takes_steps_and_memory_as_the_text_grows(string family) => AssertGrowth(count => CountedDeviceTree.Format(SourceFamilies.All[family](count)));

    [TestMethod]
    [DynamicData(nameof(Blobs))]
    public void Printing_takes_steps_and_memory_as_the_blob_grows(string family) => AssertGrowth(count => CountedDeviceTree.Print(BlobFamilies.All[family](count)));

    [TestMethod]
    [DynamicData(nameof(Blobs))]
    public void Comparing_takes_steps_and_memory_as_the_blobs_grow(string family)
    {
        byte[] other = BlobFamilies.Of("/dts-v1/;\n/ { other; };\n");
        AssertGrowth(count => CountedDeviceTree.Compare(BlobFamilies.All[family](count), other));
        AssertGrowth(count => CountedDeviceTree.Compare(other, BlobFamilies.All[family](count)));
        AssertGrowth(count => CountedDeviceTree.Compare(BlobFamilies.All[family](count), BlobFamilies.All[family](count + count / 2)));
    }

    [TestMethod]
    public void Symbols_that_an_overlay_asks_for_take_steps_as_they_grow()
    {
        // A label is a name without unit address: libfdt's search for it meets every child.
        AssertGrowth(count => CountedDeviceTree.Overlay(
            BlobFamilies.Of("/dts-v1/;\n/ {\n" + SourceFamilies.Repeat(count, i => $"l{i}: n{i} {{ }};\n") + "};\n"),
            BlobFamilies.Of("/dts-v1/;\n/plugin/;\n/ { fragment@0 { target-path = \"/\"; __overlay__ { p = <" + SourceFamilies.Repeat(count, i => $"&l{i} ") + ">; }; }; };\n")));
    }

    [TestMethod]
    public void Included_files_take_steps_and_memory_as_their_number_grows()
    {
        AssertGrowth(count => CountedDeviceTree.Build("/dts-v1/;\n/ { };\n" + SourceFamilies.Repeat(count, i => $"#include \"f{i}\"\n"),
            Enumerable.Range(0, count).Select(i => ($"f{i}", $"#define F{i} {i}\n/ {{ p{i} = <F{i}>; }};\n"))));
    }

    [TestMethod]
    public void A_loop_that_does_not_allocate_is_counted_too()
    {
        long once = StepCounter.Of(() => CountedDeviceTree.Build(GeneratedTree.Siblings(10)));
        long again = StepCounter.Of(() => CountedDeviceTree.Build(GeneratedTree.Siblings(10)));
        long comments = StepCounter.Of(() => CountedDeviceTree.Build(GeneratedTree.Siblings(10) + new string(' ', 100_000)));

        Assert.AreEqual(once, again);
        Assert.IsGreaterThan(once + 100_000, comments);
    }

    private static void AssertGrowth(Action<int> run)
    {
        const int Count = 400;
        run(Count);
        (long steps, long bytes) = Cost(run, Count);
        (long moreSteps, long moreBytes) = Cost(run, Count * Times);

        Assert.IsLessThan(Most, (double)moreSteps / steps, $"{steps} steps, then {moreSteps}");
        Assert.IsLessThan(Most, (double)moreBytes / bytes, $"{bytes} bytes, then {moreBytes}");
    }

    private static (long Steps, long Bytes) Cost(Action<int> run, int count)
    {
        long bytes = 0;
        long steps = StepCounter.Of(() => bytes = AllocatedBytes.Of(() => run(count)));
        return (steps, bytes);
    }
}
