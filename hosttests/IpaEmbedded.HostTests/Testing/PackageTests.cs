using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Testing;

/// <summary>The packages as somebody uses them who has no checkout.</summary>
[TestClass]
public sealed class PackageTests
{
    private const string Template = "hosttests/IpaEmbedded.Templates/ipa-driver";

    [TestMethod]
    public void A_project_from_the_template_and_the_twenty_line_test_run_on_the_packages_alone()
    {
        using var outside = new OutsideProject();
        foreach (var name in outside.Pack())
        {
            AssertComplete(outside.Folder, name);
        }

        outside.DotNet($"new install {RepositoryRoot.PathOf(Template)} --debug:custom-hive {outside.Folder}/hive");
        outside.DotNet($"new ipa-driver -n My.Sensor-2 --debug:custom-hive {outside.Folder}/hive");
        File.Copy(RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Testing/WriteYourOwnDriverTests.cs"), Path.Combine(outside.Folder, "My.Sensor-2/My.Sensor-2.Tests/WriteYourOwnDriverTests.cs"));
        var output = outside.DotNet("test", "My.Sensor-2");

        Assert.MatchesRegex("total: 6\\b", output);
        Assert.MatchesRegex("succeeded: 6\\b", output);
        var left = Directory.EnumerateFiles(Path.Combine(outside.Folder, "My.Sensor-2"), "*", SearchOption.AllDirectories)
            .Where(file => !Regex.IsMatch(file, "/(bin|obj)/") && !file.EndsWith("WriteYourOwnDriverTests.cs", StringComparison.Ordinal))
            .Where(file => (file + File.ReadAllText(file)).Contains("thermometer", StringComparison.OrdinalIgnoreCase));
        Assert.AreEqual("", string.Join('\n', left), "the template's name is left in");
    }

    [TestMethod]
    public void The_template_asks_for_the_packages_of_this_version()
    {
        var version = XDocument.Load(RepositoryRoot.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;
        var asked = Directory.EnumerateFiles(RepositoryRoot.PathOf(Template), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(path => XDocument.Load(path).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Version")!.Value)
            .ToList();

        CollectionAssert.AreEqual(new[] { version, version }, asked);
    }

    private static void AssertComplete(string folder, string name)
    {
        var package = Directory.EnumerateFiles(Path.Combine(folder, "packages"), "*.nupkg").Single(path => Regex.IsMatch(Path.GetFileName(path), $@"^{Regex.Escape(name)}\.\d"));
        using var archive = ZipFile.OpenRead(package);
        var entries = archive.Entries.Select(entry => entry.FullName).ToList();
        CollectionAssert.IsSubsetOf(new[] { "README.md", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml" }, entries, name);
        Assert.IsTrue(File.Exists(Path.ChangeExtension(package, ".snupkg")), name + " has no symbols");
        using var nuspec = archive.GetEntry(name + ".nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Descendants().ToLookup(element => element.Name.LocalName);
        Assert.AreEqual("MIT", metadata["license"].Single().Value, name);
        Assert.IsGreaterThan(60, metadata["description"].Single().Value.Length, name + " has no description of its own");
        Assert.AreEqual("git", metadata["repository"].Single().Attribute("type")!.Value, name);
    }
}
