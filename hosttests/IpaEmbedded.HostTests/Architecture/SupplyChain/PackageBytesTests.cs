using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>A package of the bindings, which has a package and a room below it, made twice in different folders.</summary>
[TestClass]
public sealed class PackageBytesTests
{
    private static readonly string[] Copied = ["dts/IpaEmbedded.DeviceTree", "bindings/IpaEmbedded.Bindings"];

    private static string _work = "";
    private static string[] _folders = [];

    [ClassInitialize]
    public static void Pack(TestContext context)
    {
        _work = Directory.CreateTempSubdirectory("ipa-pack").FullName;
        _folders = [Path.Combine(_work, "one"), Path.Combine(_work, "another", "and-longer")];
        foreach (string folder in _folders)
        {
            Copy(folder);
            Run(folder, context.CancellationToken);
        }
    }

    [ClassCleanup]
    public static void Remove() => Directory.Delete(_work, true);

    [TestMethod]
    [DataRow("nupkg")]
    [DataRow("snupkg")]
    public void T26_A_package_has_the_same_bytes_from_any_folder(string kind)
    {
        CollectionAssert.AreEqual(File.ReadAllBytes(PackageIn(_folders[0], kind)), File.ReadAllBytes(PackageIn(_folders[1], kind)));
    }

    [TestMethod]
    [DataRow("nupkg", ".dll")]
    [DataRow("snupkg", ".pdb")]
    public void T26_No_assembly_and_no_symbols_name_the_folder_they_were_built_in(string kind, string extension)
    {
        using ZipArchive package = ZipFile.OpenRead(PackageIn(_folders[0], kind));
        foreach (ZipArchiveEntry entry in package.Entries)
        {
            Assert.AreEqual(-1, Bytes(entry).AsSpan().IndexOf(Encoding.UTF8.GetBytes(_work)), entry.FullName);
        }
        Assert.Contains(entry => entry.FullName.EndsWith(extension, StringComparison.Ordinal), package.Entries);
    }

    [TestMethod]
    public void T26_A_package_carries_its_bill_of_materials()
    {
        using ZipArchive package = ZipFile.OpenRead(PackageIn(_folders[0], "nupkg"));
        using JsonDocument bill = JsonDocument.Parse(Bytes(package.GetEntry("sbom.spdx.json")!));
        JsonElement root = bill.RootElement;

        Assert.AreEqual("SPDX-2.3", root.GetProperty("spdxVersion").GetString());
        CollectionAssert.AreEqual(
            (string[])["IpaEmbedded.Bindings", "YamlDotNet", "IpaEmbedded.DeviceTree"],
            root.GetProperty("packages").EnumerateArray().Select(part => part.GetProperty("name").GetString()!).ToArray());
        Assert.AreEqual("2026-01-01T00:00:00Z", root.GetProperty("creationInfo").GetProperty("created").GetString());
        Assert.AreEqual(3, root.GetProperty("relationships").GetArrayLength());
    }

    private static string PackageIn(string folder, string kind) => Path.Combine(folder, "out", $"IpaEmbedded.Bindings.0.1.0.{kind}");

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    private static void Copy(string folder)
    {
        IEnumerable<string> files = Copied.SelectMany(room => RepositoryRoot.Files(room, "*"))
            .Concat(Copied.SelectMany(room => Directory.EnumerateFiles(RepositoryRoot.PathOf(Path.GetDirectoryName(room)!))))
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Folder).Where(file => Path.GetExtension(file) is ".props" or ".targets" or ".json" or ".md" or ".editorconfig"));
        foreach (string file in files)
        {
            string copy = Path.Combine(folder, RepositoryRoot.Relative(file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void Run(string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "pack", "bindings/IpaEmbedded.Bindings", "-c", "Release", "-v", "q", "-o", "out", "-nodeReuse:false",
                "-p:UseSharedCompilation=false", "-p:NuGetAudit=false", "-p:RunAnalyzersDuringBuild=false",
            },
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment.Remove("SOURCE_DATE_EPOCH");
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration end = cancellation.Register(() => process.Kill(true));
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, output);
    }
}
