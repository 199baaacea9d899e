using IpaEmbedded.Cli;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class WrappedLineTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("one two", "one two")]
    [DataRow("  one two three", "  one two|__three")]
    [DataRow("exactly_10 ten_chars1", "exactly_10|__ten_char|__s1")]
    [DataRow("abcdefghijklmnopqrstuvwxyz a", "abcdefghij|__klmnopqr|__stuvwxyz|__a")]
    public void A_text_is_broken_at_blanks_and_a_word_where_it_must(string text, string lines) =>
        Assert.AreEqual(lines, string.Join('|', WrappedLine.Of(text, "__", 10)));

    [TestMethod]
    public void A_start_stays_as_it_is_and_one_that_fills_the_line_stands_alone()
    {
        Assert.AreEqual("a   b c|__def", string.Join('|', WrappedLine.Of("a   ", "b c def", "__", 8)));
        Assert.AreEqual("far too long|__b c", string.Join('|', WrappedLine.Of("far too long", "b c", "__", 8)));
    }

    [TestMethod]
    public void A_word_of_megabytes_takes_time_by_its_length() =>
        Assert.AreEqual(57_143, WrappedLine.Of(new string('x', 4_000_000), "          ", 80).Count());
}
