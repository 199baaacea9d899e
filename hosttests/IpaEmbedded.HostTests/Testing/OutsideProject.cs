using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Testing;

/// <summary>
/// A folder outside the checkout whose only packages are ours, packed from what this test run was built with, and those that are restored already;
/// no network is needed.
/// </summary>
internal sealed class OutsideProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ipa-outside-");

    public OutsideProject()
    {
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <packageSources><clear /><add key="ours" value="packages" /><add key="restored" value="{Metadata("NuGetPackageRoot")}" /></packageSources>
              <packageSourceMapping>
                <packageSource key="ours"><package pattern="IpaEmbedded.*" /></packageSource>
                <packageSource key="restored"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
    }

    public string Folder => _folder.FullName;

    /// <summary>Packs the libraries that Directory.Build.props names, without building them; returns their names.</summary>
    public IReadOnlyList<string> Pack()
    {
        var names = XDocument.Load(RepositoryRoot.PathOf("Directory.Build.props")).Descendants("PackagedLibraries").Single().Value.Split(';', StringSplitOptions.RemoveEmptyEntries);
        var projects = RepositoryRoot.Files(".", "*.csproj").Where(path => names.Contains(Path.GetFileNameWithoutExtension(path)));
        Write("pack/pack.proj", $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{string.Join(';', projects)}" Targets="Pack" Properties="Configuration={typeof(OutsideProject).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration};NoBuild=true;PackageOutputPath={Folder}/packages" />
              </Target>
            </Project>
            """);
        DotNet("msbuild pack/pack.proj -t:Pack -v:q -nologo");
        return names;
    }

    /// <summary>Runs the SDK's command in the folder, or in one inside it; returns what it prints.</summary>
    public string DotNet(string arguments, string inside = "")
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Path.Combine(Folder, inside), RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test runner's own MSBuild left here is not for this one; and nothing is to stay behind.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, $"dotnet {arguments}\n{output}{error.Result}");
        return output;
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Metadata(string key) =>
        typeof(OutsideProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
