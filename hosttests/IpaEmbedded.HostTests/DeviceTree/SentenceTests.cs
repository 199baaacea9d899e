using System.Buffers.Binary;
using System.Globalization;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.HostTests.Cli.Dtc;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>
/// Sentences of the grammar, right and nearly right ones, get dtc's verdict and dtc's bytes. IPA_SENTENCES says how many (200,000 in a
/// nightly run), IPA_SEED with which seed.
/// </summary>
[TestClass]
public sealed class SentenceTests
{
    private const int Batch = 500;

    [TestMethod]
    public void Every_sentence_has_the_verdict_and_the_bytes_of_dtc()
    {
        int count = Number("IPA_SENTENCES", 500), seed = Number("IPA_SEED", 1);
        var generator = new SentenceGenerator(new Random(seed));
        var compiler = new DeviceTreeCompiler();
        var wrong = new List<string>();
        int accepted = 0;
        using var folder = new TemporaryFolder();
        for (int done = 0; done < count; done += Batch)
        {
            string[] sources = [.. Enumerable.Range(0, Batch).Select(_ => generator.Next())];
            for (int i = 0; i < Batch; i++)
            {
                folder.Write($"{i}.dts", sources[i]);
                File.Delete(folder[$"{i}.dtb"]);
            }
            // One shell for a batch: a process of dtc costs less than a millisecond, one of ours to start it several.
            OriginalTool.Run("dtc", folder[""], ["-v"]);
            OriginalTool.Run("sh", folder[""], ["-c", "for i in $(seq 0 " + (Batch - 1) + "); do dtc -qqq -o $i.dtb $i.dts || rm -f $i.dtb; done 2> /dev/null"]);
            for (int i = 0; i < Batch; i++)
            {
                byte[]? theirs = File.Exists(folder[$"{i}.dtb"]) ? File.ReadAllBytes(folder[$"{i}.dtb"]) : null;
                // Whoever deletes the root gets a blob from dtc that has none, which no reader takes.
                if (theirs is not null && BinaryPrimitives.ReadInt32BigEndian(theirs.AsSpan(36)) == 4)
                {
                    continue;
                }
                accepted += theirs is null ? 0 : 1;
                CompileResult result = compiler.CompileText(new SourceFile($"{i}.dts", sources[i]), new CompileOptions { Preprocesses = false });
                byte[]? ours = result.Tree is null ? null : FlattenedTreeWriter.Write(result.Tree);
                if ((theirs is null) != (ours is null) || (theirs is not null && !theirs.AsSpan().SequenceEqual(ours)))
                {
                    wrong.Add($"seed {seed}, sentence {done + i}: dtc {(theirs is null ? "refuses" : "accepts")}, ours {(ours is null ? "refuses" : "accepts")}\n{sources[i]}{string.Join('\n', result.Diagnostics)}");
                }
            }
        }
        Assert.AreEqual("", string.Join('\n', wrong.OrderBy(each => each.Length).Take(12)), $"{wrong.Count} of {count}, {accepted} accepted");
        // Neither all right nor all wrong: there is something to compare.
        Assert.IsTrue(accepted > count / 20 && accepted < count * 19 / 20, $"{accepted} of {count}");
    }

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
