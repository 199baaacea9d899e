using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Examples;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.NanoBuild;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Testing;
using OptimizationLevel = Microsoft.CodeAnalysis.OptimizationLevel;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>What an application without an IPA costs on a small board. The README of the room Devices states these figures.</summary>
[TestClass]
public sealed class BoardSizeTests(TestContext context)
{
    private const int MaxBytecode = 30000;
    private const int MaxFiles = 80 * 1024;
    // 64 KB less the 16 KB of the room Nano.
    private const int MaxBlink = 48 * 1024;
    private const int MaxHeap = 40 * 1024;

    [TestMethod]
    public void Runtime_devices_and_examples_fit_a_small_board()
    {
        var build = TargetBuild.Of(OptimizationLevel.Release);
        string[] rooms = ["IpaEmbedded.Runtime", "IpaEmbedded.Devices", "IpaEmbedded.Examples"];
        int total = 0;
        int files = 0;
        foreach (string room in rooms)
        {
            int size = Bytecode.SizeOf(build.ImageOf(room));
            int file = PeSize.Of(build.ImageOf(room));
            context.WriteLine($"{room}: {size} bytes of bytecode, about {file} bytes of .pe");
            total += size;
            files += file;
        }

        Assert.IsLessThanOrEqualTo(MaxBytecode, total);
        Assert.IsLessThanOrEqualTo(MaxFiles, files);
    }

    [TestMethod]
    public void Blink_from_a_list_of_its_own_leaves_room_for_the_board_in_64_KB()
    {
        var facade = NanoFacade.Instance;
        string[] leftOut = ["/PowerManagement/", "/Hal/Access.cs", "/Hal/Field.cs", "/Hal/Register.cs", "/Hal/RegisterTable.cs", "/Clocks/Fixed", "/Devices/RuntimeDrivers.cs", "/Keys/Adc", "/Scheduling/VirtualTime.cs"];
        var sources = TargetRoom.InDependencyOrder().Where(room => room.Name is "IpaEmbedded.Runtime" or "IpaEmbedded.Devices" or "IpaEmbedded.Examples")
            .SelectMany(room => room.Sources)
            .Where(path => !leftOut.Any(part => path.Contains(part, StringComparison.Ordinal)))
            .Where(path => !path.Contains("IpaEmbedded.Devices/", StringComparison.Ordinal) || path.Contains("/Keys/", StringComparison.Ordinal))
            .Where(path => !path.Contains("/examples/", StringComparison.Ordinal) || path.EndsWith("/Blink.cs", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path))));

        var (image, errors) = NanoFacade.Compile("Blink", sources, facade.References(NanoFacade.CoreAssemblies));

        Assert.IsNotNull(image, string.Join('\n', errors));
        context.WriteLine($"Blink: {Bytecode.SizeOf(image)} bytes of bytecode, about {PeSize.Of(image)} bytes of .pe");
        Assert.IsLessThanOrEqualTo(MaxBlink, PeSize.Of(image));
    }

    [TestMethod]
    public void Blink_boots_within_40_KB_of_heap()
    {
        byte[] blob = TestTree.FromFile(RepositoryRoot.PathOf("firmware/boards/examples/blink.dts")).Blob;
        var pins = new TestPins { HasEdges = true };
        var controller = new TestDriver("example,gpio", [], device => device.Provide(pins));

        bool isLit = false;
        long allocated = AllocatedBytes.Least(() =>
        {
            var platform = Boot(blob, controller);
            isLit = pins.Levels[25];
            platform.RemoveAll();
        });

        context.WriteLine($"{allocated} bytes allocated to boot Blink, and {blob.Length} bytes of tree");
        Assert.IsLessThanOrEqualTo(MaxHeap, allocated + blob.Length);
        Assert.IsTrue(isLit);
    }

    private static Platform Boot(byte[] blob, Driver controller)
    {
        var loop = new EventLoop(new VirtualTime());
        var drivers = new DriverTable();
        drivers.Add(new GpioLedsDriver());
        drivers.Add(new GpioKeysDriver());
        drivers.Add(controller);
        var platform = new Platform(loop, new FlattenedTree(blob), null, null, drivers);
        platform.Probe();
        new Blink(platform).Start();
        return platform;
    }
}
