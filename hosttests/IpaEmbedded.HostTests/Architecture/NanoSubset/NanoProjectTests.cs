using System.Xml.Linq;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>The projects for nanoFramework's own build: one per room, with the sources on disk, the packages that are used, and the form of upstream's samples.</summary>
[TestClass]
public sealed class NanoProjectTests
{
    private static readonly XNamespace Xml = "http://schemas.microsoft.com/developer/msbuild/2003";

    private static IEnumerable<string> Rooms => NanoProject.All.Select(project => project.Room.Name);

    [TestMethod]
    [DynamicData(nameof(Rooms))]
    public void The_project_of_a_room_lists_exactly_its_sources_references_and_packages(string room)
    {
        NanoProject project = NanoProject.All.Single(each => each.Room.Name == room);

        Generated.AssertCurrent(project.Path, _ => project.Text());
        Generated.AssertCurrent(project.Folder + "/packages.config", _ => project.PackagesText());
        if (!project.Room.IsNative)
        {
            Generated.AssertCurrent(project.Folder + "/Properties/AssemblyInfo.cs", _ => project.AssemblyInfoText());
        }
    }

    [TestMethod]
    public void The_solution_of_the_boards_has_every_project_and_no_other() => Generated.AssertCurrent(NanoSolution.Path, _ => NanoSolution.Text());

    [TestMethod]
    public void No_project_is_left_over() =>
        CollectionAssert.AreEqual(
            NanoProject.All.Select(project => project.Path).Order(StringComparer.Ordinal).ToList(),
            RepositoryRoot.Files(NanoBoardProject.Folder, "*.nfproj").Select(RepositoryRoot.Relative).Order(StringComparer.Ordinal).ToList());

    [TestMethod]
    public void Rooms_are_those_of_the_host_with_the_same_sources_and_references()
    {
        foreach (TargetRoom host in TargetRoom.InDependencyOrder().Where(room => room.Name != "IpaEmbedded.Examples"))
        {
            Room room = RoomTable.All.Single(each => each.Name == host.Name);

            CollectionAssert.AreEqual(host.Sources.ToList(), NanoBoardProject.SourcesOf(room).Where(path => !path.EndsWith("/AssemblyInfo.cs", StringComparison.Ordinal)).ToList(), host.Name);
            CollectionAssert.IsSubsetOf(host.References.ToList(), room.References.ToList(), host.Name);
        }
    }

    [TestMethod]
    [DataRow("simulated")]
    [DataRow("hardware")]
    public void Every_room_comes_after_those_that_it_refers_to(string variant)
    {
        var seen = new List<string>();
        foreach (Room room in RoomTable.Of(NanoBoardProject.VariantOf(variant)))
        {
            CollectionAssert.IsSubsetOf(room.References.ToList(), seen, room.Name);
            seen.Add(room.Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rooms))]
    public void The_form_is_that_of_the_samples(string room)
    {
        NanoProject project = NanoProject.All.Single(each => each.Room.Name == room);
        XElement root = XDocument.Load(RepositoryRoot.PathOf(project.Path)).Root!;

        // Samples of upstream, July 2026: these imports in this order, each only if it is there.
        string[] imports = [.. root.Elements(Xml + "Import").Select(import => import.Attribute("Project")!.Value)];
        CollectionAssert.AreEqual(
            (string[])["$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props", "$(NanoFrameworkProjectSystemPath)NFProjectSystem.props", "$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets"], imports);
        Assert.IsTrue(root.Elements(Xml + "Import").All(import => import.Attribute("Condition")!.Value == $"Exists('{import.Attribute("Project")!.Value}')"));
        Assert.AreEqual(@"$(MSBuildExtensionsPath)\nanoFramework\v1.0\", Value(root, "NanoFrameworkProjectSystemPath"));
        Assert.AreEqual("v1.0", Value(root, "TargetFrameworkVersion"));
        Assert.AreEqual("{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}", Value(root, "ProjectTypeGuids"));
        Assert.AreEqual(room, Value(root, "AssemblyName"));
        Assert.AreEqual("10", Value(root, "LangVersion"));
        Assert.AreEqual(room == RoomTable.Native ? "true" : null, Value(root, "NFMDP_GENERATE_STUBS"));
        Assert.HasCount(1, root.Descendants(Xml + "ProjectConfigurationsDeclaredAsItems").ToList());
    }

    [TestMethod]
    [DynamicData(nameof(Rooms))]
    public void Packages_are_found_where_a_restore_of_the_solution_puts_them(string room)
    {
        NanoProject project = NanoProject.All.Single(each => each.Room.Name == room);
        string folder = RepositoryRoot.PathOf(project.Folder);
        string packages = Path.Combine(Path.GetDirectoryName(RepositoryRoot.PathOf(NanoSolution.Path))!, "packages");
        List<string> hints = [.. XDocument.Load(RepositoryRoot.PathOf(project.Path)).Descendants(Xml + "HintPath").Select(hint => Path.GetFullPath(Path.Combine(folder, hint.Value.Replace('\\', '/'))))];
        List<string> restored = [.. XDocument.Load(Path.Combine(folder, "packages.config")).Descendants("package").Select(package => Path.Combine(packages, $"{package.Attribute("id")!.Value}.{package.Attribute("version")!.Value}", "lib"))];

        CollectionAssert.AreEqual(restored, hints.ConvertAll(hint => Path.GetDirectoryName(hint)!));
        Assert.IsTrue(XDocument.Load(Path.Combine(folder, "packages.config")).Descendants("package").All(package => package.Attribute("targetFramework")!.Value == "netnano1.0"));
    }

    [TestMethod]
    public void Versions_are_those_of_the_samples_and_nothing_is_there_that_is_not_used()
    {
        string[] expected =
        [
            "nanoFramework.CoreLibrary 1.17.11", "nanoFramework.Hardware.Esp32 1.6.40", "nanoFramework.Runtime.Events 1.11.37", "nanoFramework.Runtime.Native 1.7.11", "nanoFramework.System.Device.Adc 1.1.24",
            "nanoFramework.System.Device.Gpio 1.1.62", "nanoFramework.System.Device.I2c 1.1.29", "nanoFramework.System.Device.Pwm 1.1.23", "nanoFramework.System.Device.Spi 1.3.89",
        ];

        CollectionAssert.AreEqual(expected, NanoProject.All.SelectMany(project => project.Packages).Distinct().Select(package => $"{package.Id} {package.Version}").Order(StringComparer.Ordinal).ToList());
        CollectionAssert.AreEqual(expected, LibraryPackage.All.Select(package => $"{package.Id} {package.Version}").Order(StringComparer.Ordinal).ToList());
        foreach (NanoProject project in NanoProject.All.Where(project => project.Room.Libraries.Count == 0))
        {
            CollectionAssert.AreEqual((string[])["mscorlib"], project.Packages.Select(package => package.Assembly).ToList(), project.Room.Name);
        }
    }

    private static string? Value(XElement root, string name) => root.Descendants(Xml + name).FirstOrDefault()?.Value;
}
