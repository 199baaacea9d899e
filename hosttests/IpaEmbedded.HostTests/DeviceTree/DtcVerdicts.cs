using System.Security.Cryptography;
using System.Text;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Cli.Dtc;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>
/// What dtc 1.6.1 made of each source of the tests, so that they also hold where it is not installed: a line each of the digest of the source with its
/// files, and of its blob. IPA_UPDATE=1 records what is missing; a test of what is recorded fails where dtc says something else.
/// </summary>
internal static class DtcVerdicts
{
    /// <summary>dtc does not take the source.</summary>
    public const string Refused = "refused";

    /// <summary>dtc has no verdict.</summary>
    public const string None = "none";

    private const int KeyDigits = 10;
    private const int BlobDigits = 8;
    private const string RelativePath = "hosttests/dtc/sentences.txt";

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, string> Known = Read();

    /// <summary>A blob as a verdict.</summary>
    public static string Of(byte[] blob) => Digest(blob, BlobDigits);

    /// <summary>The verdicts that were recorded; inconclusive if there is a source that none was recorded for.</summary>
    public static string[] Recorded(string[] sources, (string Name, byte[] Bytes)[] files)
    {
        lock (Gate)
        {
            return [.. sources.Select(source => Known.TryGetValue(Key(source, files), out string? verdict) ? verdict : throw new AssertInconclusiveException("needs dtc, which Debian's device-tree-compiler has"))];
        }
    }

    /// <summary>Holds that what was recorded is what dtc says.</summary>
    public static void AssertRecorded(string[] sources, (string Name, byte[] Bytes)[] files, IReadOnlyList<string> verdicts)
    {
        lock (Gate)
        {
            int before = Known.Count;
            for (int i = 0; i < sources.Length; i++)
            {
                string key = Key(sources[i], files);
                if (Environment.GetEnvironmentVariable("IPA_UPDATE") == "1")
                {
                    Known[key] = verdicts[i];
                }
                Assert.IsTrue(Known.TryGetValue(key, out string? recorded), $"no verdict of dtc is recorded in {RelativePath}; run this test with IPA_UPDATE=1: {sources[i]}");
                Assert.AreEqual(recorded, verdicts[i], $"{RelativePath} is of another dtc: {sources[i]}");
            }
            if (Known.Count > before)
            {
                File.WriteAllLines(RepositoryRoot.PathOf(RelativePath), Known.Select(each => $"{each.Key} {each.Value}").Order(StringComparer.Ordinal));
            }
        }
    }

    private static Dictionary<string, string> Read()
    {
        string path = RepositoryRoot.PathOf(RelativePath);
        return File.Exists(path) ? File.ReadAllLines(path).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal) : new(StringComparer.Ordinal);
    }

    private static string Key(string source, (string Name, byte[] Bytes)[] files) =>
        Digest([.. Encoding.UTF8.GetBytes(source), .. files.SelectMany(file => (byte[])[0, .. Encoding.UTF8.GetBytes(file.Name), 0, .. file.Bytes])], KeyDigits);

    private static string Digest(byte[] bytes, int digits) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..digits];
}
