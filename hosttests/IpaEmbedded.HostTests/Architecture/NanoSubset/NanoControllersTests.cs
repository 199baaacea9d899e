using Microsoft.CodeAnalysis;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>The adapters of nanoFramework's buses, which no project file lists yet, compile for the target and leak nothing.</summary>
[TestClass]
public sealed class NanoControllersTests
{
    private static readonly string[] ForEveryBoard = ["System.Device.Adc", "System.Device.Gpio", "System.Device.I2c", "System.Device.Pwm", "System.Device.Spi", "nanoFramework.Runtime.Events", "nanoFramework.Runtime.Native"];

    /// <summary>Sources of the adapters: those that every board can have, and those that need the ESP32's library.</summary>
    internal static IEnumerable<(string Path, string Text)> Sources(bool esp32) =>
        RepositoryRoot.Files(NanoBoardProject.Folder + "/Controllers", "*.cs").Select(RepositoryRoot.Relative).Where(path => esp32 || !path.Contains("/Esp32/", StringComparison.Ordinal))
            .Concat(RepositoryRoot.Files(NanoBoardProject.Folder + "/Pins", "*.cs").Select(RepositoryRoot.Relative))
            .Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path))));

    [TestMethod]
    [DataRow(false, OptimizationLevel.Debug)]
    [DataRow(false, OptimizationLevel.Release)]
    [DataRow(true, OptimizationLevel.Debug)]
    [DataRow(true, OptimizationLevel.Release)]
    public void The_adapters_compile_for_nanoFramework_and_leak_nothing_with_the_library_of_the_ESP32_only_where_it_is(bool esp32, OptimizationLevel level)
    {
        NanoFacade facade = NanoFacade.Instance;
        string[] libraries = [.. NanoFacade.CoreAssemblies, .. ForEveryBoard, .. esp32 ? (string[])["nanoFramework.Hardware.Esp32"] : []];
        // One assembly, as the application's project makes it.
        IEnumerable<(string, string)> runtime = TargetRoom.InDependencyOrder().Single(room => room.Name == "IpaEmbedded.Runtime").Sources.Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path))));

        (byte[]? image, IReadOnlyList<string> errors) = NanoFacade.Compile("IpaEmbedded.Boards.Nano", runtime.Concat(Sources(esp32)), facade.References(libraries), level: level);

        Assert.IsNotNull(image, string.Join('\n', errors));
        Assert.AreEqual("", string.Join('\n', new TargetScan(facade, []).Scan(image)));
    }
}
