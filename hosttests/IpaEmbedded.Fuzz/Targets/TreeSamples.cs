using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>Small device trees that use most of the language, and the pieces that it is made of.</summary>
internal static class TreeSamples
{
    public const string Source = """
        #define TWO(x) x (x + 1)
        #if defined(A) || 1 > 0
        /dts-v1/;
        #endif
        /memreserve/ 0x1000 0x2000;
        / { #address-cells = <1>; #size-cells = <1>; p = <TWO(3)>, "s\x41", [01 02], &soc, <'c' 0x7f (1 ? 2 : 3)>;
            aliases { a0 = &soc; };
            soc: soc { compatible = "simple-bus"; ranges; #address-cells = <1>; #size-cells = <1>;
                ic: ic@10 { reg = <0x10 1>; interrupt-controller; #interrupt-cells = <2>; #clock-cells = <1>; };
                /omit-if-no-ref/ dev@20 { reg = <0x20 1>; interrupt-parent = <&ic>; interrupts = <1 2>; clocks = <&ic 5>; };
                port { e: endpoint { remote-endpoint = <&e>; }; }; }; };
        &ic { /delete-property/ reg; x = /bits/ 16 <(1 ? 2 : 3)>, /bits/ 64 <1>; };

        """;

    public const string Plain = """
        /dts-v1/;
        // A tree without a preprocessor.
        / {
            model = "m"; /* two */ compatible = "a,b", "c";
            l1: l2: n@0 { reg = <0x0 0x1 &l1>; empty; s = [ab l: cd]; };
            /delete-node/ gone;
        };
        &{/n@0} { more = &l2; };
        /delete-node/ &l1;

        """;

    public const string Plugin = """
        /dts-v1/;
        /plugin/;
        &soc { x = <&ic 1>; n: n { y = <&n>; }; };
        &{/soc} { z; };

        """;

    /// <summary>Pieces of source that chance would not find.</summary>
    public static IReadOnlyList<byte[]> Pieces { get; } =
    [
        .. new[]
        {
            "{", "}", "};", ";", "<", ">", "(", ")", "\"", "/*", "*/", "&{/", "&l", "l:", "/bits/ 8 <", "[", "#if 1\n", "#endif\n", "#define A A B\n", "##", "/plugin/;", "/dts-v1/;",
            "/delete-node/ ", "/delete-property/ ", "/omit-if-no-ref/ ", "phandle = <1>;", "#clock-cells = <0xffffffff>;", "#address-cells = <3>;", "#size-cells = <0>;",
            "device_type = \"pci\";", "bus-range = <0 1>;", "name = \"soc\";", "compatible = \"simple-bus\";", "ranges;", "reg = <", "interrupt-map = <0>;", "gpio-hog;", "gpios = <&ic 1>;",
            "i2c@1 {", "spi@1 {", "ports {", "port@1 {", "endpoint@1 {", "chosen {", "aliases {", "__symbols__ {", "stdout-path = ", "\0", "\\", "\n# 1 \"f\"\n", "\n#line 2\n",
            "#include \"a.dts\"\n", "/include/ \"a.dts\"", "/incbin/(\"a.dts\", 1, 2)", "/memreserve/ 1 2;", "1 << 63", "/ 0", "% 0", "'\\x", "//", "\\\n", "__LINE__", "__FILE__",
            "#else\n", "#elif 1\n", "#undef TWO\n", "#define F(x, ...) #x __VA_ARGS__\n", "F(1, 2)", "defined(A)", "TWO(", "0xffffffffffffffff", "-1", "ULL", "? 1 : 2",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    /// <summary>Every sample, those in the folder Seeds included.</summary>
    public static IReadOnlyList<string> Sources { get; } = [Source, Plain, Plugin, .. Embedded()];

    /// <summary>Files that the sources may include.</summary>
    public static MemoryFileProvider Files { get; } = new MemoryFileProvider().Add("a.dts", Source).Add("a.h", "#ifndef ONE\n#define ONE 1\n#define PAIR(a, b) a b\n#endif\n");

    /// <summary>The blobs of the samples.</summary>
    public static IReadOnlyList<byte[]> Blobs { get; } = [.. Sources.Select(Build)];

    /// <summary>The blob of a text, with symbols.</summary>
    public static byte[] Build(string text) =>
        FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("m.dts", text), new CompileOptions { Symbols = true, BootCpu = 0, Files = Files, IncludeDirectories = ["."] }).Tree!);

    private static IEnumerable<string> Embedded()
    {
        System.Reflection.Assembly assembly = typeof(TreeSamples).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
