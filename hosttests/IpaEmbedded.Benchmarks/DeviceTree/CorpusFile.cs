namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>One device tree of a corpus: preprocessed text, raw source, the blob that dtc made, and where included files are searched.</summary>
public sealed record CorpusFile(string Preprocessed, string Source, string Blob, string[] IncludeDirectories)
{
    /// <summary>The files that <c>dts.tsv</c> of a corpus lists; every <paramref name="step"/>th of them.</summary>
    public static CorpusFile[] Read(string corpus, int step)
    {
        var files = new List<CorpusFile>();
        foreach (string line in File.ReadLines(Path.Combine(corpus, "dts.tsv")))
        {
            string[] fields = line.Split('\t');
            if (line.StartsWith('#') || fields.Length < 2)
            {
                continue;
            }
            string source = Path.Combine(corpus, "tree", fields[1]);
            files.Add(new CorpusFile(Path.Combine(corpus, fields[0] + ".pp.dts"), source, Path.Combine(corpus, fields[0] + ".dtb"),
                [Path.GetDirectoryName(source)!, Path.Combine(corpus, "tree/scripts/dtc/include-prefixes")]));
        }
        return [.. files.Where((_, i) => i % step == 0)];
    }
}
