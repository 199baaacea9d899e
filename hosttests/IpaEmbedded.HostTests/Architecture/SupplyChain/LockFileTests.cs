using System.Text.Json;
using System.Xml.Linq;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>The lock file of each project, which CI restores in locked mode, agrees with the one table of versions.</summary>
[TestClass]
public sealed class LockFileTests
{
    [TestMethod]
    public void T26_Every_project_has_its_lock()
    {
        var without = Projects().Where(project => !File.Exists(LockOf(project))).Select(RepositoryRoot.Relative);

        Assert.IsEmpty(without.ToList());
    }

    [TestMethod]
    public void T26_A_lock_has_the_version_of_the_table_and_a_hash_for_every_package()
    {
        Dictionary<string, string> table = XDocument.Load(RepositoryRoot.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(row => row.Attribute("Include")!.Value, row => row.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);
        List<string> wrong = [];
        int packages = 0;
        foreach (string file in Projects().Select(LockOf))
        {
            using JsonDocument locks = JsonDocument.Parse(File.ReadAllText(file));
            foreach (JsonProperty package in locks.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()))
            {
                if (package.Value.GetProperty("type").GetString() == "Project") { continue; }
                packages++;
                bool isAsInTable = !table.TryGetValue(package.Name, out string? version) || package.Value.GetProperty("resolved").GetString() == version.Trim('[', ']');
                bool hasHash = package.Value.TryGetProperty("contentHash", out JsonElement hash) && Convert.FromBase64String(hash.GetString()!).Length == 64;
                if (!isAsInTable || !hasHash) { wrong.Add($"{RepositoryRoot.Relative(file)}: {package.Name}"); }
            }
        }

        Assert.IsEmpty(wrong);
        Assert.IsGreaterThan(100, packages);
    }

    /// <summary>The projects of the solution; a template's are somebody else's.</summary>
    private static IEnumerable<string> Projects() => RepositoryRoot.Files(".", "*.csproj").Where(file => !file.Contains("/ipa-driver/", StringComparison.Ordinal));

    private static string LockOf(string project) => Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");
}
