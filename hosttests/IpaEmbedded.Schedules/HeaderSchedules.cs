using IpaEmbedded.DeviceTree;
using Microsoft.Coyote.Specifications;

namespace IpaEmbedded.Schedules;

/// <summary>The headers that the compilers of a batch share.</summary>
public static class HeaderSchedules
{
    private const string Source = "#include \"a.h\"\n#include \"b.h\"\n/dts-v1/;\n/ { a = <A B>; };\n";

    private static readonly MemoryFileProvider Files = new MemoryFileProvider().Add("a.h", "#define A 1\n").Add("b.h", "#include \"a.h\"\n#define B 2\n");

    /// <summary>Two threads with a compiler each.</summary>
    public static void Compilers_that_share_headers_compile_to_the_same_bytes()
    {
        // First, so that nothing is left that .NET initialises once under a lock of its own.
        byte[] alone = Compile(null);
        var headers = new HeaderCache();
        var blobs = new byte[2][];
        Thread[] threads = [.. blobs.Select((_, i) => new Thread(() => blobs[i] = Compile(headers)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Specification.Assert(blobs.All(blob => blob.AsSpan().SequenceEqual(alone)), "a compiler that shares headers makes other bytes");
    }

    private static byte[] Compile(HeaderCache? headers) =>
        FlattenedTreeWriter.Write(new DeviceTreeCompiler(headers).CompileText(new SourceFile("m.dts", Source), new CompileOptions { Files = Files, IncludeDirectories = ["."], Roots = ["."] }).Tree!);
}
