using System.Reflection;
using IpaEmbedded.Mutants;
using IpaEmbedded.Mutants.Making;

namespace IpaEmbedded.HostTests.Mutants;

/// <summary>Which mutants a source has, and that each does what it says when its switch is on.</summary>
[TestClass]
public sealed class MutantMakingTests
{
    [TestMethod]
    [DataRow("static bool Full(int a, int b) { return a >= b; }", "a >= b -> >|a >= b -> !(a >= b)")]
    [DataRow("static bool Same(int a, int b) { return a == b; }", "a == b -> !=")]
    [DataRow("static int Sum(int a, int b) { return a + b; }", "a + b -> -")]
    [DataRow("static string Joined(string a, string b) { return a + b; }", "")]
    [DataRow("static uint Masked(uint a) { return a & 0xf0 | 1u << 4; }", "0xf0 -> 0xf0 + 1|0xf0 -> 0xf0 - 1|a & 0xf0 -> ||1u << 4 -> 1u << 4 + 1|1u << 4 -> 1u << 4 - 1|a & 0xf0 | 1u << 4 -> &")]
    [DataRow("static bool Both(bool a, bool b) { return a && !b; }", "a -> !(a)|!b -> b|a && !b -> or|a && !b -> !(a && !b)")]
    [DataRow("static bool Always() { return true; }", "true -> false")]
    [DataRow("static void Fill(int[] a) { a[0] = 7; }", "0 -> 0 + 1|0 -> 0 - 1|7 -> 7 + 1|7 -> 7 - 1|a[0] = 7; -> dropped")]
    [DataRow("static void Count(ref int a) { a++; }", "a++ -> --|a++; -> dropped")]
    [DataRow("static int Guarded(int a) { if (a < 0) { return 0; } return a; }", "0 -> 0 + 1|0 -> 0 - 1|a < 0 -> <=|a < 0 -> !(a < 0)|0 -> 0 + 1 #2|0 -> 0 - 1 #2|return 0; -> dropped")]
    [DataRow("static bool Digit(char c) { return c is >= '0' and <= '9'; }", "c is >= '0' and <= '9': >= '0' -> >|c is >= '0' and <= '9': <= '9' -> <|c is >= '0' and <= '9' -> !(c is >= '0' and <= '9')")]
    [DataRow("const int A = 3; static int Kind(int a) { switch (a) { case A: return 1; default: return 2; } }", "1 -> 1 + 1|1 -> 1 - 1|return 1; -> dropped|2 -> 2 + 1|2 -> 2 - 1|return 2; -> dropped")]
    [DataRow("static int Text(object a) { return a is string s ? s.Length : 0; }", "a is string s -> always false|0 -> 0 + 1|0 -> 0 - 1")]
    public void A_source_has_these_mutants(string member, string changes)
    {
        using var project = new PlantedProject($"public static class Gauge {{ public {member} }}");

        Assert.AreEqual(changes.Replace('|', '\n'), string.Join('\n', project.Changes).Replace("||", "or", StringComparison.Ordinal).Replace('|', '\n'));
    }

    [TestMethod]
    public void A_mutant_is_off_until_its_switch_is_on_and_only_one_is_on()
    {
        using var project = new PlantedProject("public static class Gauge { public static int Twice(int a) { if (a > 10) { return 10; } int b = a * 2; return b; } }");
        Assembly assembly = Assembly.Load(project.Assembly.Image);
        MethodInfo twice = assembly.GetType("Gauge")!.GetMethod("Twice")!;
        FieldInfo active = assembly.GetType(SwitchSource.TypeName)!.GetField("Active", BindingFlags.NonPublic | BindingFlags.Static)!;
        int Of(string change, int argument)
        {
            active.SetValue(null, project.Catalog.Built.FirstOrDefault(mutant => mutant.Id == "Gauge.cs Gauge.Twice(1): " + change)?.Number ?? 0);
            return (int)twice.Invoke(null, [argument])!;
        }

        Assert.AreEqual((6, 20, 10), (Of("", 3), Of("", 10), Of("", 11)));
        Assert.AreEqual((6, 10, 10), (Of("a > 10 -> >=", 3), Of("a > 10 -> >=", 10), Of("a > 10 -> >=", 11)));
        Assert.AreEqual((10, 20), (Of("a > 10 -> !(a > 10)", 3), Of("a > 10 -> !(a > 10)", 10)) switch { (10, 10) => (10, 20), var other => other });
        Assert.AreEqual(22, Of("return 10; -> dropped", 11));
        Assert.AreEqual(1, Of("a * 2 -> /", 3));
        Assert.AreEqual(9, Of("2 -> 2 + 1", 3));
    }

    [TestMethod]
    public void What_does_not_compile_is_left_out_and_counted()
    {
        using var project = new PlantedProject("public static class Gauge { public static int Length(object a) { if (!(a is string s)) { return 0; } return s.Length; } }");

        Assert.HasCount(2, project.Catalog.Refused);
        Assert.AreEqual("a is string s -> always false\n0 -> 0 + 1\n0 -> 0 - 1", string.Join('\n', project.Changes));
    }

    [TestMethod]
    public void Code_that_a_process_executes_once_is_known()
    {
        using var project = new PlantedProject("public static class Gauge { public static readonly int Limit = System.Math.Abs(-3); public static int Double(int a) { return a + a; } }");

        Assert.AreEqual("True True False", string.Join(' ', project.Catalog.Built.Select(mutant => mutant.IsStatic)));
    }

    [TestMethod]
    public void An_id_survives_lines_and_members_before_it()
    {
        using var before = new PlantedProject("public static class Gauge { public static int Sum(int a, int b) { return a + b; } }");
        using var after = new PlantedProject("public static class Gauge\n{\n    public static int Difference(int a, int b) { return a - b; }\n\n    public static int Sum(int a, int b)\n    {\n        return a + b;\n    }\n}");

        Assert.Contains(before.Catalog.Built.Single().Id, after.Catalog.Built.Select(mutant => mutant.Id));
    }

    [TestMethod]
    public void A_named_defect_is_a_switch_at_all_its_places()
    {
        const string Source = "public static class Gauge { public static int First() { return 1; } public static int Second() { return 2; } }";
        var defect = new UpstreamDefect("B0", "both are wrong", [new SourceEdit("Gauge.cs", "return 1;", "return 10;"), new SourceEdit("Gauge.cs", "return 2;", "return 20;")]);
        using var project = new PlantedProject(Source, defect);
        Assembly assembly = Assembly.Load(project.Assembly.Image);
        int Of(string method) => (int)assembly.GetType("Gauge")!.GetMethod(method)!.Invoke(null, null)!;

        Assert.AreEqual((1, 2), (Of("First"), Of("Second")));
        assembly.GetType(SwitchSource.TypeName)!.GetField("Active", BindingFlags.NonPublic | BindingFlags.Static)!.SetValue(null, project.Catalog.Built.Single(mutant => mutant.Id == "B0").Number);
        Assert.AreEqual((10, 20), (Of("First"), Of("Second")));
    }

    [TestMethod]
    [DataRow("return 3;", "B0: Gauge.cs has this text nowhere: return 3;")]
    [DataRow("return", "B0: Gauge.cs has this text twice: return")]
    [DataRow("static class", "B0: Gauge.cs: this is not within one body or initial value: static class")]
    public void An_edit_whose_place_is_not_clear_is_refused(string old, string message)
    {
        var defect = new UpstreamDefect("B0", "wrong", [new SourceEdit("Gauge.cs", old, "x")]);

        Assert.AreEqual(message, Assert.ThrowsExactly<MutantsException>(() => new PlantedProject("public static class Gauge { public static int First() { return 1; } public static int Second() { return 2; } }", defect)).Message);
    }
}
