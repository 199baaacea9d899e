using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Bindings.DtSchema;

/// <summary>What Debian's dt-validate 2022.08 found in blobs, each judged as if alone.</summary>
internal static class DtSchemaRun
{
    /// <summary>Debian's core schemas.</summary>
    public const string Core = "/usr/lib/python3/dist-packages/dtschema/schemas";

    private const int Seconds = 120;

    /// <summary>The verdicts of each blob; null for one that makes the program fail. Inconclusive where it, or the rules that it reads, are missing.</summary>
    public static Dictionary<string, VerdictCounts?> Verdicts(KernelCorpus corpus, IReadOnlyCollection<string> blobs)
    {
        string schema = corpus.Directory + "/schema/processed-schema.json";
        if (!Directory.Exists(Core) || !File.Exists(schema))
        {
            Assert.Inconclusive("needs Debian's dt-schema and the kernel's bindings as it reads them, which .ci/corpus makes: there is no " + (Directory.Exists(Core) ? schema : Core));
        }
        return Run("dt-validate.py", blobs, schema, Seconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What the meta-schemas say of each binding file; null for one that makes the program fail.</summary>
    public static Dictionary<string, VerdictCounts?> OfBindings(IReadOnlyCollection<string> files)
    {
        if (!Directory.Exists(Core))
        {
            Assert.Inconclusive("needs Debian's dt-schema: there is no " + Core);
        }
        return Run("dt-doc-validate.py", files);
    }

    private static Dictionary<string, VerdictCounts?> Run(string script, IReadOnlyCollection<string> files, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Bindings/DtSchema/" + script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(string.Join('\n', files));
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors.Result);
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToDictionary(each => each.File, each => each.Verdicts);
    }

    private static (string File, VerdictCounts? Verdicts) Read(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        string file = json.RootElement.GetProperty("file").GetString()!;
        if (json.RootElement.GetProperty("failure").ValueKind != JsonValueKind.Null)
        {
            return (file, null);
        }
        var counts = new VerdictCounts();
        foreach (JsonElement each in json.RootElement.GetProperty("verdicts").EnumerateArray())
        {
            counts.Add(
                each.GetProperty("node").GetString()!, each.GetProperty("property").EnumerateArray().Select(step => step.GetString()!),
                each.GetProperty("schema").GetString()!, each.GetProperty("keyword").GetString()!);
        }
        return (file, counts);
    }
}
