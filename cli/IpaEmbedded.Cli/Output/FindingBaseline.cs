using System.Text.Json;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>
/// The findings of an earlier run, each by its fingerprint; a finding is known as often as the earlier run had it.
/// Fingerprints hold no line numbers, so that an edit elsewhere in the file does not make old findings new.
/// </summary>
public sealed class FindingBaseline
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    private FindingBaseline()
    {
    }

    /// <summary>Reads what <c>--format json</c> or <c>--format sarif</c> printed.</summary>
    /// <exception cref="CommandFailure">The file cannot be read or is neither.</exception>
    public static FindingBaseline Read(string path)
    {
        var baseline = new FindingBaseline();
        try
        {
            using JsonDocument json = JsonDocument.Parse(InputFile.Read(path).Bytes);
            if (json.RootElement.TryGetProperty("diagnostics", out JsonElement diagnostics))
            {
                baseline.AddReport(diagnostics);
            }
            else
            {
                foreach (JsonElement result in json.RootElement.GetProperty("runs").EnumerateArray().SelectMany(run => run.GetProperty("results").EnumerateArray()))
                {
                    baseline.Add(result.GetProperty("partialFingerprints").GetProperty(SarifOutput.FingerprintName).GetString()!);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CommandFailure(ExitCode.Files, $"{path} is no report of an earlier run (--format json or sarif)");
        }
        return baseline;
    }

    /// <summary>What stays the same about a finding when lines move.</summary>
    public static string Fingerprint(Diagnostic diagnostic)
    {
        string file = diagnostic.Span?.FileName ?? diagnostic.FileName ?? "";
        return Fingerprint(diagnostic.Id, file.Length == 0 ? "" : ShownPath.Of(file), diagnostic.NodePath, diagnostic.Property, diagnostic.Message);
    }

    /// <summary>True if the earlier run had this finding and it was not yet met again.</summary>
    public bool Take(Diagnostic diagnostic)
    {
        string fingerprint = Fingerprint(diagnostic);
        int left = _known.GetValueOrDefault(fingerprint);
        _known[fingerprint] = Math.Max(0, left - 1);
        return left > 0;
    }

    private void AddReport(JsonElement diagnostics)
    {
        foreach (JsonElement each in diagnostics.EnumerateArray())
        {
            Add(Fingerprint(Text(each, "id")!, Text(each, "file") ?? "", Text(each, "node"), Text(each, "property"), Text(each, "message")!));
        }
    }

    private void Add(string fingerprint) => _known[fingerprint] = _known.GetValueOrDefault(fingerprint) + 1;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string Fingerprint(string id, string file, string? node, string? property, string message)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', id, file, node, property, message));
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text).AsSpan(0, 16));
    }
}
