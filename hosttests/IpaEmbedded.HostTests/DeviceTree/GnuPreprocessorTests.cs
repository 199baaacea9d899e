using System.Text;
using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.HostTests.Cli.Dtc;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>The preprocessor is held against GNU's: small texts that went wrong once, and thousands that a seed makes.</summary>
[TestClass]
public sealed partial class GnuPreprocessorTests
{
    private static readonly string[] Switches = ["-nostdinc", "-undef", "-D__DTS__", "-x", "assembler-with-cpp", "-P"];

    [TestMethod]
    [DataRow("/ { args = \"one \\\ntwo\"; };")]
    [DataRow("// old path C:\\dts\\\n/ { a = <1>; };\n/ { b = <2>; };")]
    [DataRow("#if __has_include(\"in.dts\") && !__has_include(\"none/x.h\")\nyes\n#else\nno\n#endif")]
    [DataRow("#define INC \"in.dts\"\n#ifdef __has_include\n#if defined(__has_include) && __has_include(INC)\nyes\n#endif\n#endif")]
    [DataRow("#define LIST(x, ...) x __VA_OPT__(,) __VA_ARGS__\nLIST(\"a\"); LIST(\"a\", \"b\");")]
    [DataRow("#define E\n#define L(x, ...) [x __VA_OPT__(more) ## __VA_ARGS__ __VA_OPT__() end]\nL(1) L(1,) L(1, E) L(1, 2)")]
    [DataRow("#define P(a, ...) a ## __VA_OPT__(b) c ## __VA_OPT__(d e)\nP(x) P(x, y)")]
    [DataRow("#define V 7\n#\n# /* nothing */\n<V>")]
    [DataRow("#define V 7\n#define HAVE_V defined(V)\n#define HAVE_W defined W\n#if HAVE_V && !HAVE_W\nyes\n#endif")]
    [DataRow("line = <__LINE__>;")]
    [DataRow("#define W(x) x\nW(\n#ifdef Q\n\tp = <1>;\n#else\n\tp = <2>;\n#endif\n) W(\n#define Z 5\nZ\n#undef Z\nZ)")]
    [DataRow("#define N(a) n@##a { }\n/ { N(1x); };")]
    [DataRow("#define LED 7\na = \"first  LED\n\tsecond  LED  x /* gone */ y\n    last  LED  \nend\";  b  =  \"c  d\";")]
    [DataRow("irq = <0 2>, <1 2>, \\\n      <2 2>; fo\\\no /\\\n* comment *\\\n/ end")]
    [DataRow("#define A 1\n#if 0\n#elifdef B\nb\n#elifndef A\nnot a\n#elifdef A\na\n#else\nelse\n#endif")]
    [DataRow("/* a */ #define X 3\n/* b\n */ #define Y 4 /* c\n d */ + X\n#/**/define/**/Z/**/5\nX Y Z")]
    [DataRow("__COUNTER__ __COUNTER__ __INCLUDE_LEVEL__ __BASE_FILE__ __FILE__")]
    [DataRow("#define HERE __LINE__\n#define ID(x) x\nHERE ID(HERE) ID(\n__LINE__ HERE\n) \\\n__LINE__ ID(ID(__LINE__))")]
    [DataRow("day = __DATE__;")]
    [DataRow("#define S(x) #x\n#define X(x) S(x)\nS(__VA) X(__LINE__) S( a  \"b\\n\" 'c' ) S(\\)")]
    [DataRow("#define f(x) x f\n#define g(x) f(x)\nf(1)(2) g(3)(4) f(f)(5)")]
    [DataRow("#define EMPTY\n#define LP (\n#define f(x) <x>\n f EMPTY (1) f LP 2) f EMPTY LP 3)")]
    [DataRow("#ifdef A /* why */\n#elif 1 // because\nyes\n#endif /* done */")]
    [DataRow("#if 'a' == 97 && '\\n' == 10 && '\\0' == 0 && '\\x41' == 65 && -1 > 0u && (1 ? 2 : 3) == 2\nyes\n#endif\n#if (2 || 1/0) && 10 % 3 == 1 && 1 << 2 >> 1 == 2\nyes\n#endif")]
    public void A_text_becomes_what_cpp_makes_of_it(string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", text + "\n");
        (int exit, byte[] theirs, string error) = OriginalTool.Run("cpp", folder[""], [.. Switches, "in.dts"]);

        (byte[] ours, DiagnosticBag diagnostics, _) = SourcePreprocessor.Run(new SourceFile("in.dts", text + "\n"), new CompileOptions { Files = new FolderFiles(folder) }, hasMarkers: false);

        Assert.AreEqual(exit == 0, !diagnostics.HasErrors, error + string.Join('\n', diagnostics));
        Assert.AreEqual(Normal(Encoding.UTF8.GetString(theirs)), Normal(Encoding.UTF8.GetString(ours)));
    }

    [TestMethod]
    public void Texts_that_a_seed_makes_become_what_cpp_makes_of_them()
    {
        using var folder = new TemporaryFolder();
        var wrong = new List<string>();
        const int Texts = 2000;
        var generator = new MacroTextGenerator(new Random(16));
        for (int from = 0; from < Texts; from += 100)
        {
            // One process of cpp for a hundred texts: none sees the macros of another, whose names end in its number.
            string[] texts = [.. Enumerable.Range(from, 100).Select(i => generator.Next(i))];
            for (int i = 0; i < texts.Length; i++)
            {
                folder.Write($"{i}.dts", texts[i]);
            }
            folder.Write("all.dts", string.Concat(texts.Select((_, i) => $"#include \"{i}.dts\"\n@@@@\n")));
            (_, byte[] all, _) = OriginalTool.Run("cpp", folder[""], [.. Switches, "all.dts"]);
            string[] theirs = Encoding.UTF8.GetString(all).Split("@@@@");
            for (int i = 0; i < texts.Length; i++)
            {
                (byte[] ours, DiagnosticBag diagnostics, _) = SourcePreprocessor.Run(new SourceFile($"{i}.dts", texts[i]), new CompileOptions(), hasMarkers: false);
                if (!diagnostics.HasErrors && Normal(theirs[i]) != Normal(Encoding.UTF8.GetString(ours)))
                {
                    wrong.Add($"--- text {from + i}\n{texts[i]}\ncpp:\n{Normal(theirs[i])}\nours:\n{Normal(Encoding.UTF8.GetString(ours))}");
                }
                else if (diagnostics.HasErrors && OriginalTool.Run("cpp", folder[""], [.. Switches, $"{i}.dts"]).ExitCode == 0)
                {
                    wrong.Add($"--- text {from + i}\n{texts[i]}\nours:\n{string.Join('\n', diagnostics)}");
                }
            }
        }
        Assert.AreEqual("", string.Join('\n', wrong.Take(5)), $"{wrong.Count} of {Texts}");
    }

    [TestMethod]
    public void The_next_file_of_a_name_is_found_in_the_directories_behind()
    {
        FileProvider files = new MemoryFileProvider()
            .Add("a/x.dtsi", "A\n#include_next <x.dtsi>\n").Add("b/x.dtsi", "B\n#if __has_include_next(\"x.dtsi\")\n#include_next \"x.dtsi\"\n#endif\n").Add("c/x.dtsi", "C\n");

        (byte[] text, DiagnosticBag diagnostics, IReadOnlyCollection<string> read) =
            SourcePreprocessor.Run(new SourceFile("t.dts", "#include <x.dtsi>\n"), new CompileOptions { Files = files, IncludeDirectories = ["a", "b", "c"] });

        Assert.IsEmpty(diagnostics);
        Assert.AreEqual("# 1 \"a/x.dtsi\"\nA\n# 1 \"b/x.dtsi\"\nB\n# 1 \"c/x.dtsi\"\nC\n", Encoding.UTF8.GetString(text));
        Assert.AreEqual("a/x.dtsi b/x.dtsi c/x.dtsi", string.Join(' ', read));
    }

    [TestMethod]
    public void The_time_is_that_which_the_build_states()
    {
        (byte[] text, _, _) = SourcePreprocessor.Run(new SourceFile("t.dts", "__DATE__ __TIME__\n"), new CompileOptions { SourceDateEpoch = 1_000_000_000 }, hasMarkers: false);

        Assert.AreEqual("\"Sep  9 2001\" \"01:46:40\"\n", Encoding.UTF8.GetString(text));
    }

    [TestMethod]
    public void Macros_of_the_command_line_hold_whether_or_not_the_text_has_a_directive()
    {
        foreach (string head in (string[])["", "#define OTHER 1\n"])
        {
            CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("t.dts", head + "/dts-v1/;\n/ { BOARD { line = <__LINE__>; dts = <__DTS__>; }; };\n"), new CompileOptions { Defines = ["BOARD=foo"] });

            Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
            Assert.AreEqual("foo", result.Tree.Root.Children[0].Name);
        }
    }

    [TestMethod]
    [DataRow("top: / { };")]
    [DataRow("/ { n: n { }; }; l1: l2: &n { };")]
    [DataRow("/ { n: n { }; }; l1: /delete-node/ &n;")]
    [DataRow("/ { n: n { }; }; l1: /omit-if-no-ref/ &n;")]
    public void Labels_that_the_grammar_has_no_place_for_are_refused(string tree)
    {
        Assert.IsNull(DeviceTreeCompiler.Compile(new SourceFile("t.dts", "/dts-v1/;\n" + tree + "\n"), new CompileOptions()).Tree);
    }

    [TestMethod]
    public void A_path_that_a_plugin_leaves_open_is_refused_by_the_rules_of_later_releases()
    {
        var source = new SourceFile("t.dts", "/dts-v1/;\n/plugin/;\n/ { p = <&{/soc/none}>; };\n");

        Assert.IsNotNull(DeviceTreeCompiler.Compile(source, new CompileOptions()).Tree);
        Assert.AreEqual("t.dts:3:10: error DT2010: there is no node /soc/none", string.Join('\n', DeviceTreeCompiler.Compile(source, new CompileOptions { Release = DtcRelease.Dtc18 }).Diagnostics));
    }

    /// <summary>The tokens, with one blank between two; lines do not matter.</summary>
    private static string Normal(string text) => string.Join(' ', Token().Matches(Marker().Replace(text, "")).Select(match => match.Value));

    [GeneratedRegex(@"^# \d+ "".*$", RegexOptions.Multiline)]
    private static partial Regex Marker();

    [GeneratedRegex(@"""(\\.|[^""\\])*""?|'(\\.|[^'\\\n])*'?|[\w.]+|\S")]
    private static partial Regex Token();

    /// <summary>The files of a folder, by names without it, as cpp sees them that runs there.</summary>
    private sealed class FolderFiles(TemporaryFolder folder) : FileProvider
    {
        public override byte[]? Read(string path) => File.Exists(folder[path]) ? File.ReadAllBytes(folder[path]) : null;
    }
}
