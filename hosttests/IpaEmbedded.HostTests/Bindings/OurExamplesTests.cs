using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Devices;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>The bindings of ordinary boards have an example each, and each example is right by all bindings.</summary>
[TestClass]
public sealed class OurExamplesTests
{
    private static readonly string[] Boards =
        ["am335x-boneblack", "bcm2711-rpi-4-b", "esp32-devkitc", "esp32-devkitc-wrover", "esp32s3-devkitc", "rpi-pico", "stm32f429-disco", "stm32f769-disco"];

    /// <summary>Bindings that these boards share with the others and that were there before.</summary>
    private static readonly string[] Older = ["arm/cpus.yaml", "clock/fixed-clock.yaml", "interrupt-controller/arm,gic.yaml", "leds/leds-gpio.yaml"];

    [TestMethod]
    public void Every_example_of_our_bindings_compiles_and_its_bindings_find_nothing()
    {
        string root = RepositoryRoot.PathOf("bindings/schemas");
        var library = new BindingLibrary(root, root + "/core");
        var options = new CompileOptions { IncludeDirectories = [RepositoryRoot.PathOf("dts/include")] };
        int checkedFiles = 0;
        foreach (SourceFile file in BindingTexts.Read(root, []))
        {
            string below = Path.GetRelativePath(root, file.Path);
            BindingCheckReport report = BindingCheck.Check(file, MetaSchemaSet.Ours(), _ => library, below);

            Assert.AreEqual("", string.Join('\n', BindingExamples.Check(file, report, Trial.OwnBindings, options)));
            checkedFiles += File.ReadAllText(file.Path).Contains("\nexamples:\n", StringComparison.Ordinal) ? 1 : 0;
        }
        Assert.IsGreaterThan(58, checkedFiles);
    }

    [TestMethod]
    public void Every_compatible_of_an_ordinary_board_stands_in_a_binding_with_an_example()
    {
        string root = RepositoryRoot.PathOf("bindings/schemas");
        string[] texts = [.. Directory.GetFiles(root, "*.yaml", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/core/", StringComparison.Ordinal) && !Older.Contains(Path.GetRelativePath(root, path)))
            .Select(File.ReadAllText).Where(text => text.Contains("\nexamples:\n", StringComparison.Ordinal))];
        string[] older = [.. Older.Select(path => File.ReadAllText(Path.Combine(root, path)))];
        string[] compatibles = [.. Boards.SelectMany(board => OurOverlaysTests.Compile($"dts/boards/{board}.dts").Tree!.Nodes())
            .Where(node => node.HasProperty("compatible") && node.BaseName != "cpu").SelectMany(node => node.GetStrings("compatible")).Distinct().Except(["simple-bus"]).Order(StringComparer.Ordinal)];

        string[] missing = [.. compatibles.Where(compatible => !texts.Concat(older).Any(text => text.Contains(compatible, StringComparison.Ordinal)))];

        Assert.AreEqual("", string.Join(' ', missing));
        Assert.HasCount(81, compatibles, string.Join(' ', compatibles));
    }

    [TestMethod]
    public void Every_compatible_that_a_driver_of_ordinary_nodes_binds_stands_in_a_binding()
    {
        string root = RepositoryRoot.PathOf("bindings/schemas");
        string[] words = [.. Directory.GetFiles(root, "*.yaml", SearchOption.AllDirectories).SelectMany(File.ReadAllLines).Select(line => line.TrimStart(' ', '-').Split(' ')[^1]).Distinct()];
        string[] bound = [.. typeof(DeviceDrivers).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Driver)))
            .SelectMany(type => ((Driver)Activator.CreateInstance(type)!).Compatibles)];

        Assert.AreEqual("", string.Join(' ', bound.Except(words)));
        Assert.IsGreaterThan(20, bound.Length);
    }
}
