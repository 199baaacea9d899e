using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Corpus;

[TestClass]
public sealed class CorpusPrintingTests
{
    [TestMethod]
    [DataRow("dts", ".dtb")]
    [DataRow("dts", ".sym.dtb")]
    [DataRow("examples", ".dtb")]
    public void A_decompiled_blob_compiles_to_itself(string set, string suffix)
    {
        KernelCorpus corpus = KernelCorpus.Open();
        int count = 0;
        foreach ((string key, _) in corpus.Boards(set, ""))
        {
            byte[] blob = File.ReadAllBytes($"{corpus.Directory}/{key}{suffix}");
            SourceResult source = SourcePrinter.Decompile(blob, key);
            Assert.IsNotNull(source.Text, key + "\n" + string.Join('\n', source.Diagnostics));
            CompileResult again = DeviceTreeCompiler.Compile(new SourceFile(key, source.Text), new CompileOptions { BootCpu = 0 });
            Assert.IsNotNull(again.Tree, string.Join('\n', again.Diagnostics));
            Assert.IsTrue(blob.AsSpan().SequenceEqual(FlattenedTreeWriter.Write(again.Tree)), key);
            count++;
        }
        Assert.IsGreaterThan(0, count);
    }

    [TestMethod]
    public void A_blob_of_a_kernel_package_comes_back_from_its_decompiled_source()
    {
        int count = 0;
        foreach ((string name, byte[] blob, byte[] rewritten) in KernelCorpus.Open().PackagedBlobs())
        {
            DeviceTreeDocument tree = FlattenedTreeReader.Read(blob, name).Tree!;
            Assert.IsNotNull(tree, name);
            Assert.IsTrue(rewritten.AsSpan().SequenceEqual(FlattenedTreeWriter.Write(tree)), name);
            SourceResult source = SourcePrinter.Decompile(blob, name);
            Assert.IsNotNull(source.Text, name + "\n" + string.Join('\n', source.Diagnostics));
            CompileResult again = DeviceTreeCompiler.Compile(new SourceFile(name, source.Text), new CompileOptions { BootCpu = tree.BootCpu });
            Assert.IsNotNull(again.Tree, string.Join('\n', again.Diagnostics));
            Assert.IsTrue(rewritten.AsSpan().SequenceEqual(FlattenedTreeWriter.Write(again.Tree)), name);
            count++;
        }
        Assert.IsGreaterThan(500, count);
    }

    [TestMethod]
    public void Formatting_is_stable_and_never_changes_the_blob()
    {
        KernelCorpus corpus = KernelCorpus.Open();
        int count = 0;
        foreach ((string key, string source) in corpus.Boards("dts", "qcom/"))
        {
            var file = new SourceFile($"{corpus.Tree}/{source}", File.ReadAllBytes($"{corpus.Tree}/{source}"));
            string? text = SourceFormatter.Format(file).Text;
            Assert.IsNotNull(text, key);
            Assert.AreEqual(text, SourceFormatter.Format(new SourceFile(file.Path, text)).Text, key);
            var options = new CompileOptions { BootCpu = 0, IncludeDirectories = corpus.IncludeDirectories(source) };
            CompileResult result = DeviceTreeCompiler.Compile(new SourceFile(file.Path, text), options);
            Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
            Assert.IsTrue(File.ReadAllBytes($"{corpus.Directory}/{key}.dtb").AsSpan().SequenceEqual(FlattenedTreeWriter.Write(result.Tree)), key);
            count++;
        }
        Assert.IsGreaterThan(0, count);
    }
}
