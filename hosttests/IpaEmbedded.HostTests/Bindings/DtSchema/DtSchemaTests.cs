using System.Globalization;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Bindings.DtSchema;

/// <summary>
/// The same verdicts as Debian's dt-validate 2022.08, on mutated examples of the kernel's bindings and on a board. The
/// environment says how many mutants (IPA_MUTANTS) and which (IPA_MUTANT_SEED); CI takes others every day.
/// </summary>
[TestClass]
public sealed class DtSchemaTests
{
    private const string KnownDifferences = "hosttests/IpaEmbedded.HostTests/Bindings/DtSchema/known-differences.tsv";

    // 14 KB, and hundreds of verdicts.
    private const string Board = "dts/arm/qcom-sdx55-mtp.dtb";

    private static readonly int Mutants = Number("IPA_MUTANTS", 40);
    private static readonly int Seed = Number("IPA_MUTANT_SEED", 1);

    private static readonly Lazy<Dictionary<string, (byte[] Blob, VerdictCounts Verdicts)>> Judged = new(Judge);

    [TestMethod]
    public void With_debians_core_every_verdict_is_dt_schemas() => Assert.AreEqual("", Differences(DtSchemaRun.Core, []));

    [TestMethod]
    public void With_our_core_every_verdict_is_dt_schemas_but_for_the_known_ones() =>
        Assert.AreEqual("", Differences(RepositoryRoot.PathOf("bindings/schemas/core"), [.. File.ReadLines(RepositoryRoot.PathOf(KnownDifferences)).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))]));

    /// <summary>The one that leads nowhere names a file that this kernel does not have.</summary>
    [TestMethod]
    public void The_kernels_bindings_find_everything_that_they_refer_to_in_our_core()
    {
        Diagnostic[] missing = [.. Bindings(RepositoryRoot.PathOf("bindings/schemas/core")).Diagnostics.Where(each => each.Id == "DT4004")];

        Assert.AreEqual("no loaded binding has what '/schemas/pci/snps,dw-pcie-common.yaml#' refers to", string.Join('\n', missing.Select(each => each.Message)));
    }

    [TestMethod]
    public void The_default_is_the_release_without_its_listed_accidents()
    {
        BindingSet set = Bindings(DtSchemaRun.Core);
        CompatDeviation all = CompatDeviations.All.Values.Aggregate(CompatDeviation.None, (each, sum) => sum | each);
        int differing = 0;
        foreach ((string name, (byte[] blob, VerdictCounts release)) in Judged.Value)
        {
            VerdictCounts means = Verdicts(blob, name, set, CompatDeviation.None);
            VerdictCounts without = Verdicts(blob, name, set, CompatDeviation.Release2022_08 & ~all);
            Assert.AreEqual("", string.Join('\n', means.DifferencesTo(without)), name);
            differing += release.DifferencesTo(means).Any() ? 1 : 0;
        }

        Assert.AreEqual(CompatDeviation.Release2022_08, all);
        Assert.IsGreaterThan(0, differing, "no input shows an accident, so the comparison proves nothing");
    }

    private static string Differences(string core, string[][] known)
    {
        BindingSet set = Bindings(core);
        var differences = new List<string>();
        int verdicts = 0;
        foreach ((string name, (byte[] blob, VerdictCounts theirs)) in Judged.Value)
        {
            verdicts += theirs.Total;
            differences.AddRange(Verdicts(blob, name, set, CompatDeviation.Release2022_08).DifferencesTo(theirs)
                .Where(line => !Array.Exists(known, each => IsKnown(each, line.Split('\t'))))
                .Select(line => $"{name}, seed {Seed}: {line}"));
        }
        Assert.IsGreaterThan(Mutants / 2, verdicts, "too few verdicts to compare");
        return string.Join('\n', differences);
    }

    // address of the binding, keyword, end of the property's path
    private static bool IsKnown(string[] known, string[] difference) =>
        difference[3] == known[0] && difference[4] == known[1] && difference[2].StartsWith(known[2], StringComparison.Ordinal);

    private static VerdictCounts Verdicts(byte[] blob, string name, BindingSet set, CompatDeviation compat) =>
        VerdictCounts.Of(BindingValidator.Validate(FlattenedTreeReader.Read(blob, name).Tree!, set, new ValidationOptions { Compat = compat }));

    private static BindingSet Bindings(string core) => BindingSet.Load(KernelCorpus.Open().Tree + "/Documentation/devicetree/bindings", core);

    private static Dictionary<string, (byte[] Blob, VerdictCounts Verdicts)> Judge()
    {
        KernelCorpus corpus = KernelCorpus.Open();
        string folder = Directory.CreateTempSubdirectory("ipa-mutants-").FullName;
        try
        {
            var blobs = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [corpus.Directory + "/" + Board] = File.ReadAllBytes(corpus.Directory + "/" + Board) };
            foreach ((string name, byte[] blob) in MakeMutants(corpus))
            {
                string path = Path.Combine(folder, name);
                File.WriteAllBytes(path, blob);
                blobs.Add(path, blob);
            }
            return DtSchemaRun.Verdicts(corpus, blobs.Keys).Where(each => each.Value is not null)
                .ToDictionary(each => Path.GetFileName(each.Key), each => (blobs[each.Key], each.Value!));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Name, byte[] Blob)> MakeMutants(KernelCorpus corpus)
    {
        var random = new Random(Seed);
        DeviceTreeDocument[] examples = [.. corpus.Boards("examples", "").Select(each => FlattenedTreeReader.Read(File.ReadAllBytes($"{corpus.Directory}/{each.Key}.dtb"), each.Key).Tree!)];
        string[] names = [.. examples.SelectMany(each => MutatedTree.PropertiesBelow(each.Root)).Select(each => each.Name).Distinct().Order(StringComparer.Ordinal)];
        for (int made = 0; made < Mutants;)
        {
            if (MutatedTree.Of(examples[random.Next(examples.Length)], random, names) is { } blob)
            {
                yield return ($"mutant-{made:0000}.dtb", blob);
                made++;
            }
        }
    }

    private static int Number(string variable, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(variable) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
