using System.Globalization;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Bindings.DtSchema;

/// <summary>
/// The same verdicts on binding files as Debian's dt-schema 2022.08, by its meta-schemas and by ours. As many mutants, and those,
/// that the environment asks for (IPA_MUTANTS, IPA_MUTANT_SEED).
/// </summary>
[TestClass]
public sealed class MutatedBindingTests
{
    private static readonly int Mutants = Number("IPA_MUTANTS", 40);
    private static readonly int Seed = Number("IPA_MUTANT_SEED", 1);

    [TestMethod]
    public void Our_meta_schemas_say_what_dt_schemas_say_and_so_does_our_reading_of_theirs()
    {
        using var folder = new TemporaryFolder();
        string[] files = [.. Mutate(folder)];
        MetaSchemaSet ours = MetaSchemaSet.Ours(), theirs = MetaSchemaSet.Load(DtSchemaRun.Core);
        var differences = new List<string>();
        int verdicts = 0;
        foreach ((string path, VerdictCounts? release) in DtSchemaRun.OfBindings(files))
        {
            var file = new SourceFile(path, File.ReadAllBytes(path));
            BindingCheckReport report = BindingCheck.Check(file, ours);
            if (release is null)
            {
                // What makes dt-schema fail is no YAML, or has no $schema that it knows.
                differences.AddRange(report.Diagnostics.Count == 0 ? [path + ": nothing is found where dt-schema fails"] : []);
                continue;
            }
            verdicts += release.Total;
            differences.AddRange(VerdictCounts.Of(BindingCheck.Check(file, theirs).Verdicts).DifferencesTo(release).Select(each => $"{Path.GetFileName(path)}, seed {Seed}, their meta-schemas: {each}"));
            // Theirs refer to those for mailboxes twice.
            differences.AddRange(VerdictCounts.Of(report.Verdicts).Once().DifferencesTo(release.Once()).Select(each => $"{Path.GetFileName(path)}, seed {Seed}: {each}"));
        }

        Assert.AreEqual("", string.Join('\n', differences));
        Assert.IsGreaterThan(Mutants / 4, verdicts, "too few verdicts to compare");
    }

    private static IEnumerable<string> Mutate(TemporaryFolder folder)
    {
        var random = new Random(Seed);
        string kernels = Environment.GetEnvironmentVariable("IPA_CORPUS") + "/tree/Documentation/devicetree/bindings";
        string[] sources = [.. Directory.GetFiles(Directory.Exists(kernels) ? kernels : RepositoryRoot.PathOf("bindings/schemas"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        for (int made = 0; made < Mutants;)
        {
            if (MutatedBinding.Of(File.ReadAllText(sources[random.Next(sources.Length)]), random) is { } mutant)
            {
                yield return folder.Write($"mutant-{made++:0000}.yaml", mutant);
            }
        }
    }

    private static int Number(string variable, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(variable) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
