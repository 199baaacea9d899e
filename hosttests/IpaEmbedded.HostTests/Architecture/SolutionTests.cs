using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>Holds the solution file and the names of projects and folders.</summary>
[TestClass]
public sealed partial class SolutionTests
{
    private static readonly string[] RefusedNames = ["Common", "Shared", "Utils", "Helpers"];

    [TestMethod]
    public void The_solution_lists_every_project_on_disk_that_the_SDK_builds()
    {
        var listed = Projects().Select(project => project.Path).Order(StringComparer.Ordinal).ToList();
        var present = RepositoryRoot.Files(".", "*.csproj").Select(RepositoryRoot.Relative).Order(StringComparer.Ordinal).ToList();

        CollectionAssert.AreEqual(present, listed, string.Join('\n', present.Except(listed).Concat(listed.Except(present))));
    }

    [TestMethod]
    public void Every_project_of_the_solution_is_built()
    {
        // A project for nanoFramework among them would stop dotnet build: it has no such target. Those have a solution of their own.
        var text = Text();
        foreach (var (path, id) in Projects())
        {
            Assert.Contains($"{{{id}}}.Debug|Any CPU.Build.0", text, path);
            Assert.Contains($"{{{id}}}.Release|Any CPU.Build.0", text, path);
        }
        Assert.DoesNotContain(".nfproj", text);
    }

    [TestMethod]
    public void No_folder_and_no_project_is_a_dumping_ground()
    {
        var folders = Directory.EnumerateDirectories(RepositoryRoot.Folder, "*", SearchOption.AllDirectories)
            .Select(RepositoryRoot.Relative)
            .Where(folder => !folder.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or ".git" or ".vs"));
        var names = folders.Concat(Projects().Select(project => Path.ChangeExtension(project.Path, null)));

        var refused = names.Where(name => Path.GetFileName(name).Split('.').Any(part => RefusedNames.Contains(part, StringComparer.OrdinalIgnoreCase)));

        Assert.AreEqual("", string.Join('\n', refused));
    }

    private static string Text() => File.ReadAllText(RepositoryRoot.PathOf("IpaEmbedded.sln"));

    private static List<(string Path, string Id)> Projects() =>
        ProjectLine().Matches(Text())
            .Select(match => (match.Groups[1].Value.Replace('\\', '/'), match.Groups[2].Value))
            .Where(project => project.Item1.EndsWith("proj", StringComparison.Ordinal))
            .ToList();

    [GeneratedRegex("""^Project\("[^"]+"\) = "[^"]+", "([^"]+)", "\{([^}]+)\}"\r?$""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
