using System.Collections.Concurrent;
using System.Globalization;
using IpaEmbedded.HostTests.Cli.Dtc;
using IpaEmbedded.HostTests.DeviceTree.Syntax;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>
/// Sentences of the grammar, right and nearly right ones, get dtc's verdict and dtc's bytes. IPA_SENTENCES says how many (CI asks for
/// 200,000), IPA_SEED with which seed. A sentence depends on the seed and its number alone.
/// </summary>
[TestClass]
public sealed class SentenceTests
{
    private const int Batch = 500;

    /// <summary>So many without anybody asking for more; these are recorded.</summary>
    private const int Usual = 2 * Batch;

    /// <summary>So many sentences that differ are made as short as they can be.</summary>
    private const int Shown = 8;

    [TestMethod]
    public void Every_sentence_has_the_verdict_and_the_bytes_of_dtc()
    {
        int count = Number("IPA_SENTENCES", Usual), seed = Number("IPA_SEED", 1);
        var wrong = new ConcurrentBag<(int Number, string Source)>();
        int accepted = 0;
        Parallel.For(0, (count + Batch - 1) / Batch, new ParallelOptions { MaxDegreeOfParallelism = 2 }, batch =>
        {
            var generator = new SentenceGenerator(new Random(unchecked((seed * 100_003) + batch)));
            string[] sources = [.. Enumerable.Range(0, Batch).Select(_ => generator.Next())];
            var trial = new SentenceTrial(sources);
            if (count == Usual && seed == 1)
            {
                DtcVerdicts.AssertRecorded(sources, [], trial.Verdicts);
            }
            for (int i = 0; i < Batch; i++)
            {
                if (trial.Accepts(i))
                {
                    Interlocked.Increment(ref accepted);
                }
                if (trial.Difference(i) is not null)
                {
                    wrong.Add(((batch * Batch) + i, sources[i]));
                }
            }
        });
        string[] told = [.. wrong.OrderBy(each => each.Source.Length).Take(Shown).Select(each => $"seed {seed}, sentence {each.Number}: {Told(Shortest(each.Source))}")];
        Assert.AreEqual("", string.Join('\n', told), $"{wrong.Count} of {count}, {accepted} accepted");
        // Neither all right nor all wrong: there is something to compare.
        Assert.IsTrue(accepted > count / 20 && accepted < count * 19 / 20, $"{accepted} of {count}");
    }

    [TestMethod]
    [DataRow("/dts-v1/; / { /omit-if-no-ref/ p; };")]
    [DataRow("/dts-v1/; / { /omit-if-no-ref/ p = <1>; };")]
    [DataRow("/dts-v1/; / { p; n { /omit-if-no-ref/ l: p = <1>; }; };")]
    [DataRow("/dts-v1/; / { p; }; / { /omit-if-no-ref/ /delete-property/ p; };")]
    [DataRow("/dts-v1/; / { p { }; }; / { /omit-if-no-ref/ /delete-node/ p; };")]
    [DataRow("/dts-v1/; / { l: /omit-if-no-ref/ n { }; };")]
    [DataRow("/dts-v1/; / { n { }; d { }; }; / { /omit-if-no-ref/ n { z { }; }; };")]
    [DataRow("/dts-v1/; / { /delete-node/ n; d { }; }; / { /omit-if-no-ref/ n { z { }; }; };")]
    [DataRow("/dts-v1/; / { n { }; }; / { /delete-node/ n; }; / { /omit-if-no-ref/ n { z { }; }; };")]
    [DataRow("/dts-v1/; / { /omit-if-no-ref/ n { }; }; / { /delete-node/ n; }; / { n { z { }; }; };")]
    [DataRow("/dts-v1/; / { /omit-if-no-ref/ n { }; }; / { n { z { }; }; };")]
    [DataRow("/dts-v1/; / { l: n { }; }; &l { /omit-if-no-ref/ m { }; };")]
    [DataRow("/dts-v1/; /plugin/; / { }; l: &{/} { p; };")]
    [DataRow("/dts-v1/; /plugin/; &{/} { }; l: &{/} { p; };")]
    [DataRow("/dts-v1/; /plugin/; / { n { }; }; l: &{/n} { p; };")]
    [DataRow("/dts-v1/; /plugin/; / { n { }; }; l: &{/m} { p; };")]
    [DataRow("/dts-v1/; /plugin/; l: &{/} { p; };")]
    [DataRow("/dts-v1/; /plugin/; / { n: n { }; }; l: &n { p; };")]
    [DataRow("/dts-v1/; /plugin/; / { n: n { }; }; &n { p; };")]
    [DataRow("/dts-v1/; /plugin/; / { n { }; }; &{/n} { p; };")]
    [DataRow("/dts-v1/; /plugin/; &n { p; }; n: &n { q; }; &n { r; };")]
    [DataRow("/dts-v1/; / { a; }; /delete-node/ &{/}; / { b; };")]
    [DataRow("/dts-v1/; / { a; }; /delete-node/ &{/}; &{/} { b; };")]
    [DataRow("/dts-v1/; / { a; }; /delete-node/ &{/}; l: &{/} { b; }; &l { c; };")]
    [DataRow("/dts-v1/; / { a; }; /delete-node/ &{/}; / { p = <&{//}>; };")]
    [DataRow("/dts-v1/; / { l: a { }; }; / { l: m: a { q = <&m>; }; };")]
    [DataRow("/dts-v1/; / { l: a { }; }; m: &l { }; n: &m { p = <&n>; };")]
    [DataRow("/dts-v1/; / { l: m: p; }; / { n: o: p; };")]
    [DataRow("/dts-v1/; / { a { b { }; }; }; &{/a/b/} { c; };")]
    [DataRow("/dts-v1/; / { l: a { }; p = <&l>; }; / { /delete-node/ a; a { }; p = <1>; };")]
    public void A_sentence_that_once_differed_and_its_neighbours_have_dtcs_verdict_and_bytes(string source) => SentenceAssert.AreAsOfDtc([source]);

    [TestMethod]
    public void What_differs_is_told_as_short_as_it_differs()
    {
        string source = SentenceTrial.Shorten("/dts-v1/; / { a; b = <1>; c = \"x\"; n { d; }; };", text => text.Contains("b =", StringComparison.Ordinal) && text.Contains('}'));

        Assert.AreEqual("b = };", source);
    }

    private static string Shortest(string source) => OriginalTool.IsInstalled("dtc") ? SentenceTrial.Shorten(source, text => Told(text).Length > 0) : source;

    private static string Told(string source)
    {
        var trial = new SentenceTrial([source]);
        return trial.Difference(0) is { } difference ? difference + "\n" + source : "";
    }

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
