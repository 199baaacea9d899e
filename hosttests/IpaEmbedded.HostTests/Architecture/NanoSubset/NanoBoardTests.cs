using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>Holds the nanoFramework application: its file list is what is on disk, and that list compiles for the target, with the fake and with the real chip.</summary>
[TestClass]
public sealed class NanoBoardTests
{
    private static readonly string[] AllAssemblies = [.. NanoFacade.CoreAssemblies, "nanoFramework.Runtime.Events", "nanoFramework.Runtime.Native", "System.Device.Gpio"];

    [TestMethod]
    public void The_project_lists_exactly_the_sources_on_disk() => AssertCurrent(NanoBoardProject.ProjectPath, NanoBoardProject.WithSources);

    [TestMethod]
    [DataRow("simulated")]
    [DataRow("hardware")]
    public void The_embedded_tree_is_the_compiled_board(string variant) =>
        AssertCurrent(NanoBoardTree.Path(variant), _ => NanoBoardTree.Render(variant, NanoBoardTree.Compile(variant)));

    [TestMethod]
    [DataRow("simulated")]
    [DataRow("hardware")]
    public void The_listed_sources_are_those_that_the_variant_needs(string variant)
    {
        var listed = NanoBoardProject.ListedSources(File.ReadAllText(RepositoryRoot.PathOf(NanoBoardProject.ProjectPath)), variant);

        CollectionAssert.AreEqual(NanoBoardProject.Sources(variant).ToList(), listed.ToList());
    }

    [TestMethod]
    [DataRow("simulated", OptimizationLevel.Debug)]
    [DataRow("simulated", OptimizationLevel.Release)]
    [DataRow("hardware", OptimizationLevel.Debug)]
    [DataRow("hardware", OptimizationLevel.Release)]
    public void The_application_compiles_from_its_list_and_leaks_nothing(string variant, OptimizationLevel level)
    {
        var facade = NanoFacade.Instance;
        var scanner = new TargetScan(facade, []);
        var references = facade.References(AllAssemblies).ToList();
        if (variant == "hardware")
        {
            var (native, nativeErrors) = NanoFacade.Compile("IpaEmbedded.Boards.Native", Read(NativeSources()), facade.References(["mscorlib"]), level: level);
            Assert.IsNotNull(native, string.Join('\n', nativeErrors));
            Assert.AreEqual("", string.Join('\n', scanner.Scan(native)));
            references.Add(MetadataReference.CreateFromImage(native));
        }

        var (image, errors) = NanoFacade.Compile("IpaEmbedded.Boards.Nano", Read(NanoBoardProject.Sources(variant)), references, isApplication: true, level: level);

        Assert.IsNotNull(image, string.Join('\n', errors));
        Assert.AreEqual("", string.Join('\n', scanner.Scan(image)));
    }

    [TestMethod]
    public void The_native_surface_is_frozen()
    {
        // Order and signatures decide the checksum that the firmware is built for.
        string[] expected =
        [
            "uint Read32(uint address)",
            "void Write32(uint address, uint value)",
            "void Barrier()",
            "uint Map(uint physicalHigh, uint physicalLow, uint size)",
            "void Unmap(uint address, uint size)",
            "int WaitForInterrupt(uint mask, int timeoutMilliseconds)",
        ];

        var declared = File.ReadLines(RepositoryRoot.PathOf(NanoBoardProject.NativeFolder + "/DeviceMemory.cs"))
            .Where(line => line.Contains(" extern ", StringComparison.Ordinal))
            .Select(line => line.Trim().Replace("public static extern ", "", StringComparison.Ordinal).TrimEnd(';'));

        CollectionAssert.AreEqual(expected, declared.ToList());
    }

    [TestMethod]
    [DataRow(NanoBoardProject.ProjectPath)]
    [DataRow(NanoBoardProject.NativeFolder + "/IpaEmbedded.Boards.Native.nfproj")]
    public void Hint_paths_name_the_package_versions_of_packages_config(string project)
    {
        var packages = XDocument.Load(Path.Combine(Path.GetDirectoryName(RepositoryRoot.PathOf(project))!, "packages.config"))
            .Descendants("package")
            .Select(package => $"{package.Attribute("id")!.Value}.{package.Attribute("version")!.Value}")
            .Order(StringComparer.Ordinal);
        var hints = XDocument.Load(RepositoryRoot.PathOf(project))
            .Descendants()
            .Where(element => element.Name.LocalName == "HintPath")
            .Select(element => element.Value.Split('\\').SkipWhile(part => part is ".." or "packages").First())
            .Order(StringComparer.Ordinal);

        CollectionAssert.AreEqual(packages.ToList(), hints.ToList());
    }

    /// <summary>Compares a generated file with what it should be, and writes it first when IPA_UPDATE is 1.</summary>
    private static void AssertCurrent(string relativePath, Func<string, string> generate)
    {
        var path = RepositoryRoot.PathOf(relativePath);
        var actual = File.Exists(path) ? File.ReadAllText(path) : "";
        var expected = generate(actual);
        if (Environment.GetEnvironmentVariable("IPA_UPDATE") == "1" && actual != expected)
        {
            File.WriteAllText(path, expected);
            actual = expected;
        }

        Assert.AreEqual(expected, actual, $"{relativePath} is stale; run this test with IPA_UPDATE=1");
    }

    private static IReadOnlyList<string> NativeSources() =>
        RepositoryRoot.Files(NanoBoardProject.NativeFolder, "*.cs").Select(RepositoryRoot.Relative).ToList();

    private static IEnumerable<(string Path, string Text)> Read(IEnumerable<string> paths) =>
        paths.Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path))));
}
