using IpaEmbedded.Cli;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class CodeFrameTests
{
    [TestMethod]
    public void T24_Findings_in_one_line_give_output_that_grows_with_their_number()
    {
        int once = BytesOfDuplicates(500), twice = BytesOfDuplicates(1000);

        Assert.IsLessThan(1000 * 1000, twice, "a finding with two frames of 100 columns takes less than 1000 bytes");
        Assert.IsLessThan(2 * once * 21 / 20, twice);
    }

    [TestMethod]
    public void T24_A_frame_is_not_wider_than_the_columns_and_has_the_caret_under_the_place()
    {
        foreach (string filler in new[] { "/* b */ ", "\t", "/* \u001b\u202e */ ", "/* 😀漢 */ " })
        {
            foreach (int before in new[] { 0, 1, 7, 40, 400 })
            {
                string[] lines = FrameOf("/ { " + string.Concat(Enumerable.Repeat(filler, before)) + "a = <@>; " + string.Concat(Enumerable.Repeat(filler, 400)) + "};", 100);

                Assert.IsLessThanOrEqualTo(100, lines[0].Length, lines[0]);
                Assert.EndsWith("...", lines[0]);
                Assert.AreEqual('@', lines[0][lines[1].IndexOf('^')], lines[0] + "\n" + lines[1]);
                Assert.IsTrue(before == 7 || before > 7 == lines[0].StartsWith("    2 | ...", StringComparison.Ordinal), lines[0]);
            }
        }
    }

    [TestMethod]
    [DataRow("/ { a = <@>; };", "    2 | / { a = <@>; };", "      |          ^")]
    [DataRow("/ {\t\ta = <@>; };\r", "    2 | / {\t\ta = <@>; };", "      |    \t\t     ^")]
    [DataRow("/ { /* ä */ a = <@>; };", "    2 | / { /* ä */ a = <@>; };", "      |                  ^")]
    public void Short_lines_are_shown_whole(string line, string shown, string under) => CollectionAssert.AreEqual(new[] { shown, under }, FrameOf(line, 100));

    [TestMethod]
    public void T24_The_caret_stands_under_its_place_when_escapes_make_the_line_longer()
    {
        CollectionAssert.AreEqual(new[] { @"    2 | / { /* \x1b\u202e */ a = <@>; };", "      |                           ^" }, FrameOf("/ { /* \u001b\u202e */ a = <@>; };", 100));
    }

    [TestMethod]
    public void The_frame_is_as_wide_as_the_terminal()
    {
        string line = "/ { " + string.Concat(Enumerable.Repeat("/* b */ ", 30)) + "a = <@>; };";

        Assert.IsLessThanOrEqualTo(60, FrameOf(line, 60)[0].Length);
        Assert.StartsWith("    2 | ...", FrameOf(line, 60)[0]);
        Assert.IsFalse(FrameOf(line, 400)[0].Contains("...", StringComparison.Ordinal));
    }

    private static int BytesOfDuplicates(int count)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("line.dts", "/dts-v1/;\n/ {" + string.Concat(Enumerable.Repeat("a { x=<1>; };", count + 1)) + "};\n");
        return CommandRun.Of("dt", "build", path, "-o", folder["line.dtb"]).Error.Length;
    }

    /// <summary>The two lines under the first finding of a text whose second line is given.</summary>
    private static string[] FrameOf(string line, int columns)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("frame.dts", "/dts-v1/;\n" + line + "\n");
        using var error = new StringWriter { NewLine = "\n" };
        CommandLine.Run(["dt", "check", path], new Terminal(new StringWriter(), error, errorColumns: columns));
        return error.ToString().Split('\n')[1..3];
    }
}
