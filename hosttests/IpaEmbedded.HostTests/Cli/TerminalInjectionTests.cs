using System.Globalization;
using System.Text.RegularExpressions;
using IpaEmbedded.Cli;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class TerminalInjectionTests
{
    // One of every kind: C0, DEL, C1, mark, embedding, override, isolate, separators.
    private const string Steering = "\u001b[2J\a\u007f\u009b31m\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029";
    private static readonly string BlobOfEscapes = RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Cli/names-with-escapes.dtb");

    [TestMethod]
    public void T24_Escapes_of_a_tree_never_reach_the_output()
    {
        using var folder = new TemporaryFolder();
        string good = folder.Write("good.dts", "/dts-v1/;\n/ { };\n");
        // Only the lone surrogate cannot be in a file of UTF-8; in a name of a file it cannot be either.
        string path = folder.Write($"evil{Steering}.dts", $$"""
            /dts-v1/;
            / {
            a{{Steering}} = <1>; /* {{Steering}} */ b = <&no{{Steering}}>;
            c = "{{Steering}}", ; /* {{Steering}} */
            };
            #include "{{Steering}}.dtsi"
            """);
        string strings = folder.Write($"strings{Steering}.dts", $$"""
            /dts-v1/;
            / { compatible = "{{Steering}}"; model = "\e[2J{{Steering}}", "\n::error::x"; n { reg = <1>; /* {{Steering}} */ status = "{{Steering}}"; }; n@1 { }; };
            """);
        string[][] commands =
        [
            .. from file in new[] { path, strings, BlobOfEscapes } from format in new[] { "text", "json", "sarif", "github", "msbuild" } select (string[])["dt", "check", file, "--format", format, "-v"],
            .. from file in new[] { path, strings } from format in new[] { "text", "json", "sarif", "github", "msbuild" } select (string[])["dt", "build", file, "--format", format, "-v", "-o", folder["out.dtb"]],
            .. from file in new[] { path, strings, BlobOfEscapes }
               from command in new string[][] { ["decompile"], ["decompile", "--json"], ["dump"], ["fmt", "--check"], ["resources"], ["resources", "--json"], ["diff", good], ["diff", good, "--json"], ["overlay", file, "-o", folder["out.dtb"]] }
               select (string[])["dt", .. command, file],
            ["dt", "dump", folder["out.dtb"]],
            ["dt", "decompile", folder["out.dtb"]],
            ["dt", "dump", BlobOfEscapes, "--node", "/" + Steering],
            ["dt", "check", folder[$"none{Steering}\ud800.dts"]],
            ["boot", path],
            ["boot", path, "--json"],
            ["boot", "--x" + Steering],
        ];
        foreach (string[] command in commands)
        {
            CommandRun run = CommandRun.Of(command);
            AssertHarmless(string.Join(' ', command), run.Out + run.Error);
            Assert.AreNotEqual("", run.Out + run.Error + string.Join("", command.Where(each => each is "overlay" or "fmt" or "build")), string.Join(' ', command));
        }
    }

    [TestMethod]
    public void T24_A_dump_shows_names_of_a_blob_as_escapes_and_begins_no_line_as_a_command()
    {
        string dump = CommandRun.Of("dt", "dump", BlobOfEscapes).Out;

        Assert.AreEqual("/dts-v1/;\n\n/ {\n\tc\\x1b]0;title\\x07 = \"x\";\n\tl\\x0a::error::from a tree = [01];\n\n\tn\\x1b[2Jâ\\x80® {\n\t};\n};\n", dump);
    }

    [TestMethod]
    [DataRow("plain text,\ttab, ä, 漢, 😀", "plain text,\ttab, ä, 漢, 😀")]
    [DataRow("\u001b\n\u007f\u009b", @"\x1b\x0a\x7f\x9b")]
    [DataRow("\u202a\u202e\u2066\u2069\u200e\u200f\u061c\u2028\u2029", @"\u202a\u202e\u2066\u2069\u200e\u200f\u061c\u2028\u2029")]
    [DataRow("\u202f\u200d\u206a", "\u202f\u200d\u206a")]
    public void T24_Only_what_steers_is_escaped(string text, string shown) => Assert.AreEqual(shown, ShownText.Escape(text));

    [TestMethod]
    public void T24_Half_a_surrogate_pair_is_escaped()
    {
        Assert.AreEqual(@"a\ud800b\udc00\udfffc\ud83d", ShownText.Escape("a" + (char)0xd800 + "b" + (char)0xdc00 + (char)0xdfff + "c" + (char)0xd83d));
    }

    [TestMethod]
    public void T24_Progress_is_escaped()
    {
        using var error = new StringWriter();
        var terminal = new Terminal(new StringWriter(), error, errorIsTerminal: true);
        terminal.Progress("compiling " + Steering);

        AssertHarmless("progress", error.ToString()["\r\u001b[K".Length..]);
    }

    internal static void AssertHarmless(string what, string output)
    {
        Match found = Regex.Match(output, @"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])", RegexOptions.CultureInvariant);
        string shown = found.Success ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)found.Value[0]:x4} in: {output[Math.Max(0, found.Index - 60)..found.Index]}") : "";
        Assert.IsFalse(found.Success, ShownText.Escape(what + ": " + shown));
        Assert.IsFalse(Regex.IsMatch(output, "^[ \t]*::error::", RegexOptions.Multiline), ShownText.Escape(what));
    }
}
