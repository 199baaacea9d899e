using System.Reflection;
using System.Runtime.Loader;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>An application without an IPA does not pay for one.</summary>
[TestClass]
public sealed class LeanBoardTests
{
    private const string Tree = """
        /dts-v1/;
        / {
            i2c@1000 {
                compatible = "test,i2c";
                #address-cells = <1>;
                #size-cells = <0>;
                sensor@76 { compatible = "bosch,bme280"; reg = <0x76>; };
            };
            leds { compatible = "gpio-leds"; led-0 { label = "user"; }; };
        };
        """;

    [TestMethod]
    public void A_board_without_an_IPA_loads_nothing_of_Qualcomm()
    {
        using var machine = new SysfsMachine();
        machine.Add("bus/i2c/devices/i2c-1", "/i2c@1000");
        machine.Add("class/leds/user", null, ("brightness", "0\n"), ("max_brightness", "1\n"));
        machine.Add("class/leds/user/device", "/leds");
        var tree = FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("board.dts", Tree), new CompileOptions()).Tree!);
        var context = new OwnCopies();
        var linux = context.LoadFromAssemblyName(new AssemblyName("IpaEmbedded.Boards.Linux"));
        var kernel = Activator.CreateInstance(linux.GetType("IpaEmbedded.Boards.Linux.Sysfs.KernelDevices")!, machine.Kernel.SystemFolder, machine.Kernel.DeviceFolder);
        var type = linux.GetType("IpaEmbedded.Boards.Linux.LinuxDeviceBoard")!;
        var board = (IDisposable)Activator.CreateInstance(type, tree, kernel, null)!;
        var bound = (int)type.InvokeMember("Probe", BindingFlags.InvokeMethod, null, board, [])!;
        var plan = ((System.Collections.IEnumerable)type.GetProperty("Plan")!.GetValue(board)!).Cast<object>().Count();
        board.Dispose();

        Assert.AreEqual(2, bound);
        Assert.AreEqual(3, plan);
        Assert.AreEqual("IpaEmbedded.Boards.Linux, IpaEmbedded.Devices, IpaEmbedded.Runtime", Loaded(context));
        // One type that needs more would have been seen.
        Assert.IsNotNull(linux.GetType("IpaEmbedded.Boards.Linux.Devices.KernelOwnedSoc"));
        StringAssert.Contains(Loaded(context), "IpaEmbedded.Qualcomm");
    }

    private static string Loaded(AssemblyLoadContext context) => string.Join(", ", context.Assemblies.Select(assembly => assembly.GetName().Name).Order(StringComparer.Ordinal));

    /// <summary>Loads the project's assemblies once more, for this board alone.</summary>
    private sealed class OwnCopies() : AssemblyLoadContext("board", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name!.StartsWith("IpaEmbedded.", StringComparison.Ordinal) ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll")) : null;
    }
}
