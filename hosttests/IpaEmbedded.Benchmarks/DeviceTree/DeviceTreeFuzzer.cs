using System.Diagnostics;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>
/// Damages sources, blobs and overlays by seed and feeds them to everything that reads them. Whatever comes in, a result or
/// a finding comes out: in bounded time, in bounded memory, without an exception. A failure prints its seed and the input.
/// </summary>
public sealed class DeviceTreeFuzzer
{
    /// <summary>Most seconds of CPU that one input may take.</summary>
    private const double MaximumSeconds = 1;

    /// <summary>Most bytes that one input may allocate.</summary>
    private const long MaximumBytes = 256 << 20;

    private const string Source = """
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

    private const string Plugin = """
        /dts-v1/;
        /plugin/;
        &soc { x = <&ic 1>; n: n { y = <&n>; }; };
        &{/soc} { z; };

        """;

    private static readonly string[] Pieces =
        ["{", "}", "};", ";", "<", "(", "\"", "/*", "*/", "&{/", "&l", "l:", "/bits/ 8 <", "[", "#if 1\n", "#endif\n", "#define A A B\n", "##", "/plugin/;",
         "/delete-node/ ", "/omit-if-no-ref/ ", "phandle = <1>;", "#clock-cells = <0xffffffff>;", "device_type = \"pci\";", "\0", "\\", "\n# 1 \"f\"\n",
         "#include \"a.dts\"\n", "/include/ \"a.dts\"", "/incbin/(\"a.dts\", 1, 2)", "1 << 63", "/ 0", "'\\x", "//", "\\\n", "__LINE__", "#else\n", "TWO("];

    private static readonly string[] Words =
        ["\0\0\0\u0001", "\0\0\0\u0002", "\0\0\0\u0003", "\0\0\0\u0004", "\0\0\0\u0009", "\0\0\0\0", "\u00ff\u00ff\u00ff\u00ff", "\u0080\0\0\0", "\u007f\u00ff\u00ff\u00ff", "a\0\0\0"];

    private readonly byte[] _source = Encoding.UTF8.GetBytes(Source);
    private readonly byte[] _blob;
    private readonly byte[] _overlay;
    private readonly MemoryFileProvider _files;

    private DeviceTreeFuzzer()
    {
        _files = new MemoryFileProvider().Add("a.dts", Source);
        _blob = Build(Source);
        _overlay = Build(Plugin);
    }

    /// <summary>Runs <c>fuzz dt [--count N] [--seed S]</c>; input i has the seed S + i, so that one can be run again alone.</summary>
    public static int Run(string[] args, TextWriter output)
    {
        long Number(string name, long otherwise) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? long.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
        long count = Number("--count", 1_000_000), seed = Number("--seed", 1);
        int failures = Run(count, seed, output);
        output.WriteLine($"{count} inputs from seed {seed}: {failures} failures");
        return failures == 0 ? 0 : 1;
    }

    /// <summary>Number of inputs that broke a rule.</summary>
    public static int Run(long count, long firstSeed, TextWriter output)
    {
        int failures = 0;
        long next = 0;
        var threads = new Thread[Math.Min(Environment.ProcessorCount, 8)];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work, 1024 * 1024);
            threads[i].Start();
        }
        Array.ForEach(threads, thread => thread.Join());
        return failures;

        void Work()
        {
            var fuzzer = new DeviceTreeFuzzer();
            for (long i = Interlocked.Increment(ref next) - 1; i < count; i = Interlocked.Increment(ref next) - 1)
            {
                if (fuzzer.Try(firstSeed + i) is { } problem)
                {
                    Interlocked.Increment(ref failures);
                    lock (output)
                    {
                        output.WriteLine($"seed {firstSeed + i}: {problem}");
                    }
                }
            }
        }
    }

    /// <summary>What is wrong with how one input was treated; null if nothing is.</summary>
    private string? Try(long seed)
    {
        var random = new Random(unchecked((int)(seed * 2654435761)));
        int target = random.Next(3);
        byte[] input = Damage(target == 0 ? _source : target == 1 ? _blob : _overlay, random, target == 0 ? Pieces : Words);
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long began = Stopwatch.GetTimestamp();
        double cpu = OperatingSystem.IsLinux() ? ProcessCost.ThreadSeconds() : 0;
        string? problem;
        try
        {
            problem = target switch
            {
                0 => TrySource(input, seed),
                1 => TryBlob(input),
                _ => TryOverlay(input),
            };
        }
        // The whole point: any exception at all is a finding.
        catch (Exception e)
        {
            problem = e.ToString();
        }
        double seconds = OperatingSystem.IsLinux() ? ProcessCost.ThreadSeconds() - cpu : Stopwatch.GetElapsedTime(began).TotalSeconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        problem ??= seconds > MaximumSeconds ? $"took {seconds:F2} s" : bytes > MaximumBytes ? $"allocated {bytes >> 20} MiB" : null;
        return problem is null ? null : $"{(target == 0 ? "source" : target == 1 ? "blob" : "overlay")}: {problem}\ninput {Convert.ToBase64String(input)}";
    }

    private string? TrySource(byte[] input, long seed)
    {
        var source = new SourceFile("m.dts", input);
        CompileResult result = DeviceTreeCompiler.Compile(source, new CompileOptions { Files = _files, Checks = CheckOptions.Default, Symbols = seed % 2 == 0, Aliases = seed % 3 == 0 });
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            _ = diagnostic.ToString();
        }
        SourceResult formatted = SourceFormatter.Format(source);
        if ((result.Tree is null) != result.Diagnostics.HasErrors)
        {
            return "neither tree nor error, or both";
        }
        if (result.Tree is null)
        {
            return null;
        }
        byte[] blob = FlattenedTreeWriter.Write(result.Tree);
        if (FlattenedTreeReader.Read(blob).Tree is null)
        {
            return "the blob cannot be read back";
        }
        return formatted.Text is { } text && SourceFormatter.Format(new SourceFile("m.dts", text)).Text != text ? "formatting again changes the text" : null;
    }

    private string? TryBlob(byte[] input)
    {
        CompileResult result = FlattenedTreeReader.Read(input, "m.dtb");
        if ((result.Tree is null) != result.Diagnostics.HasErrors)
        {
            return "neither tree nor error, or both";
        }
        if (result.Tree is null)
        {
            return null;
        }
        TreeChecks.Run(result.Tree, CheckOptions.Default, new DiagnosticBag());
        SourcePrinter.Decompile(input, "m.dtb");
        OverlayApplier.Apply(input, "m.dtb", [("o.dtbo", _overlay)]);
        return null;
    }

    private string? TryOverlay(byte[] input)
    {
        OverlayResult result = OverlayApplier.Apply(_blob, "b.dtb", [("m.dtbo", input)]);
        return result.Blob is not null && FlattenedTreeReader.Read(result.Blob).Tree is null ? "the composite cannot be read" : null;
    }

    private static byte[] Build(string text) =>
        FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("m.dts", text), new CompileOptions { Symbols = true }).Tree!);

    private static byte[] Damage(byte[] original, Random random, string[] pieces)
    {
        var bytes = new List<byte>(original);
        for (int changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 24), bytes.Count - at));
                    break;
                case 3:
                    int from = random.Next(bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Next(1, 64), bytes.Count - from)));
                    break;
                case 4:
                    byte[] word = Encoding.Latin1.GetBytes(pieces[random.Next(pieces.Length)]);
                    at &= ~3;
                    for (int i = 0; i < word.Length && at + i < bytes.Count; i++)
                    {
                        bytes[at + i] = word[i];
                    }
                    break;
                default:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(pieces[random.Next(pieces.Length)]));
                    break;
            }
        }
        return [.. bytes];
    }
}
