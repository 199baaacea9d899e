using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>An overlay for a sensor hangs it on the header of any board: each is applied to all boards that it is for.</summary>
[TestClass]
public sealed class OurOverlaysTests
{
    private static readonly string[] Every = ["am335x-boneblack", "bcm2711-rpi-4-b", "esp32-devkitc", "esp32-devkitc-wrover", "esp32s3-devkitc", "rpi-pico", "stm32f429-disco", "stm32f769-disco"];

    private static readonly Dictionary<string, string> Chips = new(StringComparer.Ordinal)
    {
        ["24c32"] = "eeprom@57 atmel,24c32",
        ["bme280"] = "environment@76 bosch,bme280",
        ["ds3231"] = "rtc@68 maxim,ds3231",
        ["ina219"] = "power-monitor@40 ti,ina219",
        ["l3gd20"] = "gyroscope@0 st,l3gd20-gyro",
        ["lm75"] = "temperature-sensor@48 national,lm75",
        ["mcp3008"] = "adc@0 microchip,mcp3008",
        ["pcf8574"] = "gpio@20 nxp,pcf8574",
    };

    public static IEnumerable<object[]> Pairs() => Chips.Keys.SelectMany(overlay => Every.Select(board => new object[] { overlay, board }));

    [TestMethod]
    [DynamicData(nameof(Pairs))]
    public void A_chip_hangs_on_the_header_of_a_board_and_the_bindings_find_nothing(string overlay, string board)
    {
        DeviceTreeDocument tree = Applied(overlay, board);

        Node bus = tree.FindByPath(tree.FindByPath("/__symbols__")!.GetString(overlay is "l3gd20" or "mcp3008" ? "header_spi" : "header_i2c"))!;
        CollectionAssert.Contains(bus.Children.Where(each => each.HasProperty("compatible")).Select(each => each.Name + " " + each.GetStrings("compatible")[0]).ToArray(), Chips[overlay]);
        Assert.AreEqual("okay", bus.GetString("status"));
    }

    [TestMethod]
    public void Every_overlay_is_tried()
    {
        string[] files = [.. Directory.GetFiles(RepositoryRoot.PathOf("dts/overlays")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

        CollectionAssert.AreEqual(Chips.Keys.Append("esp32-clone-led").Order(StringComparer.Ordinal).Select(name => name + ".dtso").ToArray(), files);
    }

    [TestMethod]
    [DataRow("esp32-devkitc")]
    [DataRow("esp32-devkitc-wrover")]
    public void The_LED_of_a_clone_is_there_when_its_overlay_says_so(string board)
    {
        Assert.AreEqual("disabled", Compile($"dts/boards/{board}.dts").Tree!.FindByPath("/leds")!.GetString("status"));

        DeviceTreeDocument tree = Applied("esp32-clone-led", board);

        Assert.AreEqual("okay", tree.FindByPath("/leds")!.GetString("status"));
        CollectionAssert.AreEqual(new uint[] { 2, 0 }, tree.FindByPath(tree.FindByPath("/aliases")!.GetString("led0"))!.GetCells("gpios")[1..]);
    }

    [TestMethod]
    public void All_chips_of_the_I2C_header_fit_on_it_at_once()
    {
        string[] names = ["24c32", "bme280", "ds3231", "ina219", "lm75", "pcf8574"];

        Assert.AreEqual(6, Applied(names, "rpi-pico").FindByPath("/soc/i2c@40044000")!.Children.Count);
    }

    internal static CompileResult Compile(string path, bool symbols = false)
    {
        CompileResult result = DeviceTreeCompiler.Compile(RepositoryRoot.PathOf(path), new CompileOptions { IncludeDirectories = [RepositoryRoot.PathOf("dts/include")], Symbols = symbols });
        Assert.AreEqual("", string.Join('\n', result.Diagnostics));
        return result;
    }

    private static DeviceTreeDocument Applied(string overlay, string board) => Applied([overlay], board);

    private static DeviceTreeDocument Applied(string[] overlays, string board) => FlattenedTreeReader.Read(AppliedBlob(overlays, board), board + ".dtb").Tree!;

    /// <summary>A board with overlays; the whole tree has been compiled and validated without a finding.</summary>
    internal static byte[] AppliedBlob(string[] overlays, string board)
    {
        byte[] into = FlattenedTreeWriter.Write(Compile($"dts/boards/{board}.dts", symbols: true).Tree!);
        OverlayResult applied = OverlayApplier.Apply(into, board + ".dtb", [.. overlays.Select(each => (each + ".dtbo", FlattenedTreeWriter.Write(Compile($"dts/overlays/{each}.dtso").Tree!)))]);
        Assert.AreEqual("", string.Join('\n', applied.Diagnostics));
        DeviceTreeDocument tree = FlattenedTreeReader.Read(applied.Blob!, board + ".dtb").Tree!;
        ValidationReport report = Trial.Validate(tree, Trial.OwnBindings);
        Assert.AreEqual("", string.Join('\n', report.Diagnostics));
        Assert.AreEqual("", string.Join(' ', report.UnmatchedNodes));
        return applied.Blob!;
    }
}
