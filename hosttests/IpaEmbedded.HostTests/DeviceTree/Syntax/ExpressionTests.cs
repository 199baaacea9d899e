using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>Expressions and literals in cells, with the values of dtc.</summary>
[TestClass]
public sealed class ExpressionTests
{
    private static readonly string[] Binary = ["||", "&&", "|", "^", "&", "==", "!=", "<", ">", "<=", ">=", "<<", ">>", "+", "-", "*", "/", "%"];

    [TestMethod]
    [DataRow("7", "3", "2")]
    [DataRow("0", "5", "0x8000000000000000")]
    [DataRow("12", "12", "1")]
    [DataRow("1", "0", "0")]
    public void Any_two_operators_bind_as_in_dtc(string first, string second, string third)
    {
        int accepted = SentenceAssert.AreAsOfDtc(
            from one in Binary
            from two in Binary
            where !(Shifts(one) && second.Length > 2) && !(Shifts(two) && third.Length > 2)
            select Cell($"({first} {one} {second} {two} {third})"));

        Assert.IsGreaterThan(150, accepted);
    }

    [TestMethod]
    public void Any_operator_beside_a_choice_or_a_sign_binds_as_in_dtc()
    {
        SentenceAssert.AreAsOfDtc(Binary.SelectMany(op => new[]
        {
            $"(1 {op} 0 ? 2 : 3)", $"(1 ? 4 {op} 2 : 3)", $"(0 ? 4 : 6 {op} 2)", $"(0 ? 1 : 0 ? 2 : 5 {op} 1)", $"(1 ? 0 ? 7 : 8 : 9 {op} 1)", $"(-5 {op} 3)", $"(5 {op} -3 {op} 1)", $"(~5 {op} ~1)", $"(!5 {op} !0)", $"(- - 5 {op} !!2)",
            $"((5 {op} 3) {op} 2)", $"(5 {op} (3 {op} 2))", $"(5{op}3)",
        }.Where(each => !Shifts(op) || !(each.Contains("-3", StringComparison.Ordinal) || each.Contains("~1", StringComparison.Ordinal))).Select(Cell)));
    }

    [TestMethod]
    public void A_shift_by_as_many_bits_as_there_are_leaves_none_as_in_dtc()
    {
        string[] bits = ["0", "1", "62", "63", "64", "65", "128", "(-1)"];

        SentenceAssert.AreAsOfDtc(from bit in bits from op in new[] { "<<", ">>" } select Cell($"(0xffffffffffffffff {op} {bit})"));
    }

    [TestMethod]
    [DataRow("(1 ?)")]
    [DataRow("(1 ? 2)")]
    [DataRow("(1 ? 2 :)")]
    [DataRow("(1 : 2)")]
    [DataRow("(1 + 2 : 3)")]
    [DataRow("(1 ? 2 ? 3 : 4)")]
    [DataRow("(1 ? 2 : 3 : 4)")]
    [DataRow("((1 ? 2) : 3)")]
    [DataRow("(1 || 0 ? 2 + (1 ? 3) : 4)")]
    [DataRow("()")]
    [DataRow("(1")]
    [DataRow("(1))")]
    [DataRow("(1 2)")]
    [DataRow("(+ 1)")]
    [DataRow("(1 = 2)")]
    [DataRow("(1 ! 2)")]
    [DataRow("(1 ~ 2)")]
    [DataRow("(1 < = 2)")]
    [DataRow("(1 / 0)")]
    [DataRow("(1 % 0)")]
    [DataRow("(0 && 1 / 0)")]
    [DataRow("(1 ? 2 : 3 / 0)")]
    [DataRow("(1 / 0 : 2)")]
    [DataRow("(1 / 0 + 2)")]
    [DataRow("(1 + ((2)")]
    [DataRow("('a' + 1)")]
    [DataRow("('' + 1)")]
    [DataRow("(09 + 1)")]
    [DataRow("(a)")]
    [DataRow("(&a)")]
    [DataRow("(1 + (2 * (3 - (4 / (5 % (6))))))")]
    public void An_expression_that_is_wrong_in_one_place_has_the_verdict_of_dtc(string expression)
    {
        SentenceAssert.AreAsOfDtc([Cell(expression), Cell(expression + " 1")]);
    }

    [TestMethod]
    public void Literals_of_every_radix_and_suffix_have_the_values_of_dtc()
    {
        string[] numbers = ["0", "00", "7", "07", "08", "010", "0x", "0xg", "0xf", "0XF", "0x0F", "9", "10", "18446744073709551615", "18446744073709551616", "99999999999999999999", "0xffffffffffffffff", "0x10000000000000000",
            "0x0ffffffffffffffff", "01777777777777777777777", "02000000000000000000000", "9223372036854775808", "1a", "0b1", "1_0", "1e3"];
        string[] suffixes = ["", "U", "L", "UL", "LL", "ULL", "LU", "LLL", "UU", "u", "l", "Ul", "lL", "ULLL", " L"];

        int accepted = SentenceAssert.AreAsOfDtc(from number in numbers from suffix in suffixes select Cell(number + suffix));

        Assert.IsGreaterThan(60, accepted);
    }

    [TestMethod]
    public void A_value_fits_a_width_as_in_dtc()
    {
        string[] values = ["0", "127", "128", "255", "256", "(-1)", "(-128)", "(-129)", "(-255)", "(-256)", "(-257)", "65535", "65536", "(-65536)", "(-65537)", "4294967295", "4294967296", "(-4294967296)", "(-4294967297)", "0xffffffffffffffff", "0xffffffff00000000", "0xffffffff7fffffff"];

        SentenceAssert.AreAsOfDtc(from value in values from width in new[] { 8, 16, 32, 64, 0, 1, 24, 128 } select $"/dts-v1/; / {{ a = /bits/ {width} <{value} 1>; }};");
    }

    [TestMethod]
    [DataRow("/bits/ 8 <0x1fe 255 (-256)>", "FEFF00", "0x1fe does not fit in a 8-bit element and becomes 0xfe")]
    [DataRow("/bits/ 8 <(-257)>", "FF", "0xfffffffffffffeff does not fit in a 8-bit element and becomes 0xff")]
    [DataRow("/bits/ 16 <0x12345 1>", "23450001", "0x12345 does not fit in a 16-bit element and becomes 0x2345")]
    [DataRow("<0x123456789>", "23456789", "0x123456789 does not fit in a 32-bit element and becomes 0x23456789")]
    public void A_number_that_does_not_fit_is_cut_with_a_warning_in_the_later_release_and_is_an_error_in_the_earlier_one(string value, string bytes, string warning)
    {
        var source = new SourceFile("m.dts", $"/dts-v1/;\n/ {{ a = {value}; }};\n");

        CompileResult later = DeviceTreeCompiler.Compile(source, new CompileOptions { Release = DtcRelease.Dtc18 });
        CompileResult earlier = DeviceTreeCompiler.Compile(source, new CompileOptions { Release = DtcRelease.Dtc16 });

        Assert.AreEqual(bytes, Convert.ToHexString(later.Tree!.Root.FindProperty("a")!.Value));
        Assert.EndsWith($": warning DT1008: {warning}", string.Join('\n', later.Diagnostics));
        Assert.IsNull(earlier.Tree);
        Assert.EndsWith($": error DT1008: {warning[..warning.IndexOf(" and", StringComparison.Ordinal)]}", string.Join('\n', earlier.Diagnostics));
    }

    [TestMethod]
    public void Every_escape_has_the_byte_of_dtc_in_texts_and_in_characters()
    {
        IEnumerable<string> escapes = Enumerable.Range(' ', 95).Select(c => $"\\{(char)c}").Concat(["\\x1", "\\x1f", "\\xff0", "\\xg", "\\x", "\\0", "\\07", "\\078", "\\377", "\\400", "\\777", "\\18", "\\8", "\\12345", "\\xAb", "\\xa "]);

        SentenceAssert.AreAsOfDtc(escapes.SelectMany(escape => new[] { $"\"{escape}\"", $"\"a{escape}b\"", $"<'{escape}'>", $"<'{escape}a'>" }).Select(value => $"/dts-v1/; / {{ a = {value}; }};"));
    }

    private static bool Shifts(string op) => op is "<<" or ">>";

    private static string Cell(string value) => $"/dts-v1/; / {{ a = /bits/ 64 <{value}>; }};";
}
