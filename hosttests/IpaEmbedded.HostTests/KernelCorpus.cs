using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests;

/// <summary>The kernel's device trees with the blobs that dtc made of them, in the directory that IPA_CORPUS names.</summary>
internal sealed class KernelCorpus
{
    private KernelCorpus(string directory)
    {
        Directory = directory;
    }

    public string Directory { get; }

    /// <summary>The corpus; a test that needs it is inconclusive on a machine without one.</summary>
    public static KernelCorpus Open()
    {
        string? directory = Environment.GetEnvironmentVariable("IPA_CORPUS");
        if (string.IsNullOrEmpty(directory) || !File.Exists(Path.Combine(directory, "dts.tsv")))
        {
            Assert.Inconclusive("needs the kernel corpus: IPA_CORPUS names no directory that holds it");
        }
        return new KernelCorpus(directory!);
    }

    public string Tree => Directory + "/tree";

    /// <summary>Path of every blob of a board, those with symbols included.</summary>
    public IEnumerable<string> Blobs() => System.IO.Directory.EnumerateFiles(Directory + "/dts", "*.dtb", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>
    /// Every blob of Debian's kernel package for arm64, with what dtc makes of it when it reads and writes it: the same
    /// bytes, but for composites, which fdtoverlay left with strings in an order of its own.
    /// </summary>
    public IEnumerable<(string Name, byte[] Blob, byte[] Rewritten)> PackagedBlobs()
    {
        string list = Directory + "/packaged.tsv";
        if (!File.Exists(list))
        {
            Assert.Inconclusive("needs the blobs of a kernel package, which .ci/corpus adds to the corpus: there is no " + list);
        }
        foreach (string name in File.ReadLines(list))
        {
            byte[] blob = File.ReadAllBytes($"{Directory}/packaged/{name}");
            string rewritten = $"{Directory}/packaged/{name}.rewritten";
            yield return (name, blob, File.Exists(rewritten) ? File.ReadAllBytes(rewritten) : blob);
        }
    }

    /// <summary>Key and source of every board whose key contains the word.</summary>
    public IEnumerable<(string Key, string Source)> Boards(string set, string word)
    {
        foreach (string line in File.ReadLines($"{Directory}/{set}.tsv"))
        {
            string[] fields = line.Split('\t');
            if (!line.StartsWith('#') && fields[0].Contains(word, StringComparison.Ordinal))
            {
                yield return (fields[0], fields[1]);
            }
        }
    }

    /// <summary>The include directories that the kernel's build gives for a source.</summary>
    public string[] IncludeDirectories(string source) =>
        [Tree + "/" + Path.GetDirectoryName(source)!.Replace('\\', '/'), Tree + "/scripts/dtc/include-prefixes"];
}
