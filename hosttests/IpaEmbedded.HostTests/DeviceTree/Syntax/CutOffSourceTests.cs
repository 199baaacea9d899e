using System.Text;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture.NanoSubset;

namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>A source that ends, loses a character or has one too many at every place.</summary>
[TestClass]
public sealed class CutOffSourceTests
{
    private const string Source = """
        /dts-v1/;
        /memreserve/ 0x1000 2ULL;
        / {
        a = <1 0x2f (3 + -4 * 2) 'c' &l 077>, "s\x41\101\n", [01aB x: 2c], &l, /bits/ 16 <(1 ? 2 : 3)>; /* c */
        l: n@1 { b; p: c = q: <r: 1> s:; };
        /omit-if-no-ref/ o { // d
        };
        k { z; }; };
        / { /delete-property/ a; /delete-node/ k; };
        &l { x; };
        m: &{/n@1} { y = "e"; };
        /delete-node/ &m;

        """;

    [TestMethod]
    public void A_source_that_ends_at_any_place_has_the_verdict_and_bytes_of_dtc()
    {
        int accepted = SentenceAssert.AreAsOfDtc(Enumerable.Range(0, Source.Length + 1).Select(length => Source[..length]));

        Assert.IsGreaterThan(5, accepted);
    }

    [TestMethod]
    public void A_source_that_lacks_any_one_character_has_the_verdict_and_bytes_of_dtc()
    {
        int accepted = SentenceAssert.AreAsOfDtc(Enumerable.Range(0, Source.Length).Select(at => Source.Remove(at, 1)));

        Assert.IsGreaterThan(50, accepted);
    }

    [TestMethod]
    [DataRow(" ")]
    [DataRow(";")]
    [DataRow("/")]
    [DataRow("x")]
    [DataRow("0")]
    [DataRow("\"")]
    public void A_source_with_one_character_too_many_at_any_place_has_the_verdict_and_bytes_of_dtc(string character)
    {
        // dtc reads "\x 4" as "\x4": what reads the number for it passes over blanks.
        SentenceAssert.AreAsOfDtc(Enumerable.Range(0, Source.Length).Select(at => Source.Insert(at, character)).Where(source => !source.Contains("\\x ", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("/ { a{0}b; };")]
    [DataRow("/ { {0}; };")]
    [DataRow("/ { a{0}: n { }; };")]
    [DataRow("/ { {0}a: n { p = <&{0}a>; }; };")]
    [DataRow("/ { p = [{0}0]; };")]
    [DataRow("/ { p = <0x{0}>; };")]
    [DataRow("/ { a { b { }; }; p = <&{/a{0}b}>; };")]
    [DataRow("/ { p = <{0}>; q =\"{0}\"; };")]
    [DataRow("/ { p = <1>{0}; };")]
    [DataRow("/ { p = <'{0}'>; };")]
    public void Every_character_is_of_the_class_that_it_is_for_dtc(string source)
    {
        // dtc takes '\' for what lies behind the text that it has read.
        SentenceAssert.AreAsOfDtc(Enumerable.Range(1, 126).Select(c => "/dts-v1/; " + source.Replace("{0}", ((char)c).ToString(), StringComparison.Ordinal)).Where(each => !each.Contains("'\\'", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_byte_above_127_is_taken_in_texts_and_comments_alone()
    {
        for (int value = 128; value < 256; value++)
        {
            byte[] wrong = [.. "/dts-v1/;\n/ { a"u8, (byte)value, .. "b; };\n"u8];
            byte[] right = [.. "/dts-v1/;\n/ { a = \""u8, (byte)value, .. "\"; /* "u8, (byte)value, .. " */ };\n"u8];

            Assert.AreEqual("m:2:6: error DT1001: expected '=', ';' or '{' after 'a', found '\uFFFD'", string.Join('\n', Compile(wrong).Diagnostics));
            CollectionAssert.AreEqual(new byte[] { (byte)value, 0 }, Compile(right).Tree!.Root.FindProperty("a")!.Value.ToArray());
        }

        static CompileResult Compile(byte[] source) => DeviceTreeCompiler.Compile(new SourceFile("m", source), new CompileOptions { Preprocesses = false });
    }

    [TestMethod]
    public void A_NUL_is_taken_in_texts_and_comments_alone()
    {
        for (int at = 0; at < Source.Length; at++)
        {
            byte[]? blob = Blob(Source.Insert(at, "\0"));
            char[] around = [.. Source[..at]];
            bool inComment = Source.LastIndexOf("/*", at, StringComparison.Ordinal) + 2 is > 1 and var open && open <= at && Source.IndexOf("*/", open, StringComparison.Ordinal) >= at
                || (Source.LastIndexOf('\n', Math.Max(0, at - 1)) + 1 is var line && Source.IndexOf("//", line, StringComparison.Ordinal) is >= 0 and var comment && comment + 2 <= at && !Source[line..at].Contains('\n'));
            bool inText = around.Count(c => c == '"') % 2 == 1 && Source[at - 1] is not '\\' && !Source[..at].EndsWith("\\x", StringComparison.Ordinal);

            Assert.AreEqual(inComment || inText || Source[Math.Max(0, at - 1)] == '\\', blob is not null, $"at {at}: {Source[at..Math.Min(at + 9, Source.Length)]}");
        }
    }

    [TestMethod]
    public void What_is_told_of_a_source_with_one_character_too_few_or_too_many_is_what_was_read_and_found_right()
    {
        // Length of what is told of, place, words, and the same for places beside it.
        var told = new StringBuilder();
        for (int at = 0; at < Source.Length; at++)
        {
            Tell(told, $"without {at}", Source.Remove(at, 1));
            Tell(told, $"x at {at}", Source.Insert(at, "x"));
        }

        Generated.AssertCurrent("hosttests/IpaEmbedded.HostTests/DeviceTree/Syntax/one-character.txt", _ => told.ToString());
    }

    private static void Tell(StringBuilder told, string change, string source)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("", source), new CompileOptions { Preprocesses = false, Files = new MemoryFileProvider() });
        if (result.Diagnostics.HasErrors)
        {
            told.Append(change).Append('\n');
        }
        foreach (Diagnostic each in result.Diagnostics)
        {
            told.Append($"  +{each.Span!.Value.Length} {each.ToString().Replace("\n", $"\n    +{(each.Related.Count > 0 ? each.Related[0].Span!.Value.Length : 0)} ", StringComparison.Ordinal)}\n");
        }
    }

    private static byte[]? Blob(string source) =>
        DeviceTreeCompiler.Compile(new SourceFile("m.dts", source), new CompileOptions { Preprocesses = false }).Tree is { } tree ? FlattenedTreeWriter.Write(tree) : null;

    [TestMethod]
    public void A_source_that_ends_too_early_is_told_a_place_inside_of_it()
    {
        for (int length = 0; length < Source.Length; length++)
        {
            CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m.dts", Source[..length]), new CompileOptions { Preprocesses = false, Files = new MemoryFileProvider() });

            Assert.AreEqual(result.Tree is null, result.Diagnostics.HasErrors, $"{length} characters");
            int lines = Source[..length].Count(c => c == '\n') + 1;
            foreach (Diagnostic diagnostic in result.Diagnostics)
            {
                Assert.IsInRange(1, lines, diagnostic.Span!.Value.Line, diagnostic.ToString());
            }
        }
    }
}
