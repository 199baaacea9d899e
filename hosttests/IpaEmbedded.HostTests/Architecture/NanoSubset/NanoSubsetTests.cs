using Microsoft.CodeAnalysis;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>Holds every target-side room to the nanoFramework 1.x subset: it compiles against the facade, and the result contains nothing that the target runs wrongly.</summary>
[TestClass]
public sealed class NanoSubsetTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Verdicts = new(Validate);

    [TestMethod]
    [DataRow("IpaEmbedded.Runtime")]
    [DataRow("IpaEmbedded.Qualcomm")]
    [DataRow("IpaEmbedded.Ipa.Registers")]
    [DataRow("IpaEmbedded.Ipa")]
    [DataRow("IpaEmbedded.Fake")]
    public void Room_compiles_for_nanoFramework_and_leaks_nothing(string room)
    {
        Assert.IsTrue(Verdicts.Value.TryGetValue(room, out var verdict), $"firmware/{room} does not exist");
        Assert.AreEqual("", verdict);
    }

    [TestMethod]
    public void No_target_room_escapes_the_check()
    {
        CollectionAssert.AreEquivalent(
            new[] { "IpaEmbedded.Runtime", "IpaEmbedded.Qualcomm", "IpaEmbedded.Ipa.Registers", "IpaEmbedded.Ipa", "IpaEmbedded.Fake" },
            TargetRoom.InDependencyOrder().Select(room => room.Name).ToArray());
    }

    [TestMethod]
    public void Every_host_variant_has_a_nano_variant()
    {
        // X.Host.cs is excluded from the target, so X.Nano.cs must supply the same type.
        var lonely = TargetRoom.InDependencyOrder()
            .SelectMany(room => RepositoryRoot.Files(room.Folder, "*.Host.cs"))
            .Where(file => !File.Exists(file.Replace(".Host.cs", ".Nano.cs", StringComparison.Ordinal)))
            .Select(RepositoryRoot.Relative);

        Assert.AreEqual("", string.Join('\n', lonely));
    }

    /// <summary>Types that exist on the target and that the deterministic core must not name, from the file that the analyzer reads too.</summary>
    internal static IReadOnlyCollection<string> BannedTypes() =>
        File.ReadLines(RepositoryRoot.PathOf("firmware/BannedSymbols.txt"))
            .Where(line => line.StartsWith("T:", StringComparison.Ordinal))
            .Select(line => line[2..].Split(';')[0])
            .ToHashSet();

    private static Dictionary<string, string> Validate()
    {
        var facade = NanoFacade.Instance;
        var scanner = new SubsetScanner(facade.Lists, BannedTypes());
        var images = new Dictionary<string, byte[]>();
        var verdicts = new Dictionary<string, string>();
        foreach (var room in TargetRoom.InDependencyOrder())
        {
            var missing = room.References.Where(name => !images.ContainsKey(name)).ToList();
            if (missing.Count > 0)
            {
                verdicts[room.Name] = "not compiled, because it needs " + string.Join(", ", missing);
                continue;
            }

            var sources = room.Sources.Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path))));
            var references = facade.References(NanoFacade.CoreAssemblies).Concat(images.Values.Select(image => MetadataReference.CreateFromImage(image)));
            var (image, errors) = NanoFacade.Compile(room.Name, sources, references);
            if (image is not null)
            {
                images[room.Name] = image;
            }

            verdicts[room.Name] = string.Join('\n', image is null ? errors : scanner.Scan(image));
        }

        return verdicts;
    }
}
