using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>Compiler and reader in this process, warm, on one core.</summary>
public sealed class InMemoryBenchmark(CorpusFile[] files, BenchmarkReport report)
{
    /// <summary>Warm speed of compiler and reader on one core.</summary>
    public void Run()
    {
        (SourceFile Source, CompileOptions Options)[] sources = [.. files.Select(file => (new SourceFile(file.Preprocessed, File.ReadAllBytes(file.Preprocessed)),
            new CompileOptions { IncludeDirectories = file.IncludeDirectories, BootCpu = 0 }))];
        double megabytes = sources.Sum(each => (double)each.Source.Text.Length) / 1e6;
        var compiler = new DeviceTreeCompiler(new HeaderCache());
        var writer = new FlattenedTreeWriter();
        double compile = BenchmarkReport.Best(6, () =>
        {
            foreach ((SourceFile source, CompileOptions options) in sources)
            {
                writer.WriteTree(compiler.CompileText(source, options).Tree!, FlatOptions.Default);
            }
        });
        report.Add("warm, preprocessed text to blob", megabytes / compile, "MB/s per core", ">= 40");
        double check = BenchmarkReport.Best(3, () =>
        {
            foreach ((SourceFile source, CompileOptions options) in sources)
            {
                writer.WriteTree(compiler.CompileText(source, options with { Checks = CheckOptions.Default }).Tree!, FlatOptions.Default);
            }
        });
        report.Add("the same with all checks", megabytes / check, "MB/s per core", "");
        byte[][] blobs = [.. files.Select(file => File.ReadAllBytes(file.Blob))];
        double blobMegabytes = blobs.Sum(blob => (double)blob.Length) / 1e6;
        int nodes = 0;
        double walk = BenchmarkReport.Best(40, () =>
        {
            foreach (byte[] blob in blobs)
            {
                nodes += Walk(blob);
            }
        });
        report.Add("blobs walked and validated", blobMegabytes / walk, "MB/s", ">= 300");
        double read = BenchmarkReport.Best(5, () =>
        {
            foreach (byte[] blob in blobs)
            {
                nodes += FlattenedTreeReader.Read(blob).Tree!.Root.Children.Count;
            }
        });
        report.Add("blobs read into trees", blobMegabytes / read, "MB/s", "");
        Lookup(blobs.MaxBy(blob => blob.Length)!);
        GC.KeepAlive(nodes);
    }

    private static int Walk(byte[] blob)
    {
        if (FlatLayout.Read(blob, "", []) is not { } layout || layout.ReadReservations("", []) is null)
        {
            return 0;
        }
        var walker = new FlatWalker(layout);
        int nodes = 0;
        FlatToken token;
        do
        {
            token = walker.Next();
            nodes += token == FlatToken.BeginNode ? 1 : 0;
        }
        while (token is not (FlatToken.End or FlatToken.Broken));
        return nodes;
    }

    private void Lookup(byte[] blob)
    {
        DeviceTreeDocument tree = FlattenedTreeReader.Read(blob).Tree!;
        uint[] phandles = [.. tree.Nodes().Select(node => node.Phandle).Where(phandle => phandle != 0)];
        int found = 0;
        const int Rounds = 2000;
        double seconds = BenchmarkReport.Best(10, () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                foreach (uint phandle in phandles)
                {
                    found += tree.FindByPhandle(phandle) is null ? 0 : 1;
                }
            }
        });
        report.Add("phandle lookup", seconds * 1e6 / (Rounds * phandles.Length), "us", "<= 0.1");
        GC.KeepAlive(found);
    }

    /// <summary>Cost grows in a straight line: siblings and nodes by the hundred thousand.</summary>
    public void RunSizes()
    {
        foreach (int count in (int[])[50_000, 100_000])
        {
            var source = new SourceFile("siblings.dts", GeneratedTree.Siblings(count));
            report.Add($"{count:N0} siblings", BenchmarkReport.Best(3, () => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(source, new CompileOptions { Checks = CheckOptions.Default }).Tree!)), "s", count == 100_000 ? "<= 1" : "");
        }
        foreach (int count in (int[])[62_500, 125_000, 250_000])
        {
            var source = new SourceFile("nodes.dts", GeneratedTree.Nodes(count));
            double seconds = BenchmarkReport.Best(2, () => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(source, new CompileOptions { Checks = CheckOptions.Default }).Tree!));
            report.Add($"{count:N0} nodes", seconds * 1e9 / count, "ns per node", "the same for each");
        }
    }
}
