using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Corpus;

[TestClass]
public sealed class CorpusBlobTests
{
    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Every_sdm845_board_compiles_to_the_bytes_of_dtc(bool raw, bool symbols) => CompileAll("dts", "sdm845", raw, symbols, 12);

    [TestMethod]
    public void Every_board_of_the_corpus_compiles_to_the_bytes_of_dtc() => CompileAll("dts", "", raw: false, symbols: true, 1);

    [TestMethod]
    public void Every_binding_example_compiles_to_the_bytes_of_dtc() => CompileAll("examples", "", raw: false, symbols: false, 1);

    [TestMethod]
    public void What_is_read_from_a_blob_is_written_to_the_same_bytes()
    {
        KernelCorpus corpus = KernelCorpus.Open();
        foreach ((string key, _) in corpus.Boards("dts", ""))
        {
            byte[] blob = File.ReadAllBytes($"{corpus.Directory}/{key}.dtb");
            CompileResult result = FlattenedTreeReader.Read(blob, key);
            Assert.IsNotNull(result.Tree, key + "\n" + string.Join('\n', result.Diagnostics));
            Assert.IsTrue(blob.AsSpan().SequenceEqual(FlattenedTreeWriter.Write(result.Tree)), key);
        }
    }

    private static void CompileAll(string set, string word, bool raw, bool symbols, int atLeast)
    {
        KernelCorpus corpus = KernelCorpus.Open();
        var compiler = new DeviceTreeCompiler(new HeaderCache());
        var writer = new FlattenedTreeWriter();
        var different = new List<string>();
        int compiled = 0;
        foreach ((string key, string source) in corpus.Boards(set, word))
        {
            string input = raw ? $"{corpus.Tree}/{source}" : $"{corpus.Directory}/{key}.pp.dts";
            var options = new CompileOptions { BootCpu = 0, Symbols = symbols, IncludeDirectories = corpus.IncludeDirectories(source) };
            CompileResult result = compiler.CompileFile(input, options);
            compiled++;
            byte[] expected = File.ReadAllBytes($"{corpus.Directory}/{key}{(symbols ? ".sym" : "")}.dtb");
            if (result.Tree is null)
            {
                different.Add(key + ": " + result.Diagnostics[0]);
            }
            else if (!writer.WriteTree(result.Tree, FlatOptions.Default).SequenceEqual(expected))
            {
                different.Add(key + ": other bytes");
            }
        }

        Assert.IsGreaterThanOrEqualTo(atLeast, compiled);
        Assert.IsEmpty(different, string.Join('\n', different.Take(10)));
    }
}
