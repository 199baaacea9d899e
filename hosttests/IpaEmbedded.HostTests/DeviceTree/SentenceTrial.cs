using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.HostTests.Cli.Dtc;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Sources that dtc has compiled, all by one shell, and what ours makes of each.</summary>
internal sealed partial class SentenceTrial : IDisposable
{
    // Bytes of the structure of a blob that has no root: the end alone.
    private const int NoRoot = 4;

    // What a shell adds to the number of the signal by which a process ended.
    private const int Signal = 128;

    private readonly TemporaryFolder _folder = new();
    private readonly DeviceTreeCompiler _compiler = new();
    private readonly string[] _sources;
    private readonly string[] _exits;

    private readonly MemoryFileProvider _files = new();

    /// <param name="sources">The sources.</param>
    /// <param name="files">Files that they may include, beside each other.</param>
    public SentenceTrial(string[] sources, params (string Name, byte[] Bytes)[] files)
    {
        _sources = sources;
        foreach ((string name, byte[] bytes) in files)
        {
            File.WriteAllBytes(_folder[name], bytes);
            _files.Add(name, bytes);
        }
        for (int i = 0; i < sources.Length; i++)
        {
            _folder.Write($"{i}.dts", sources[i]);
        }
        // A process of dtc costs less than a millisecond, one of ours to start it several.
        string script = $"i=0; while [ $i -lt {sources.Length} ]; do dtc -qqq -o $i.dtb $i.dts 2> /dev/null; echo $?; i=$((i + 1)); done";
        OriginalTool.Run("dtc", _folder[""], ["-v"]);
        _exits = Encoding.ASCII.GetString(OriginalTool.Run("sh", _folder[""], ["-c", script]).Out).Split('\n');
    }

    /// <summary>True if dtc takes the source.</summary>
    public bool Accepts(int index) => _exits[index] == "0";

    /// <summary>How ours is another than dtc; null if it is not.</summary>
    public string? Difference(int index)
    {
        // A crash of dtc, as of 1.6.1 at a property "name" with a path in it, is no verdict.
        if (int.Parse(_exits[index], CultureInfo.InvariantCulture) >= Signal)
        {
            return null;
        }
        byte[]? theirs = Accepts(index) ? File.ReadAllBytes(_folder[$"{index}.dtb"]) : null;
        // Whoever deletes the root gets a blob from dtc that has none, which no reader takes.
        if (theirs is not null && BinaryPrimitives.ReadInt32BigEndian(theirs.AsSpan(36)) == NoRoot)
        {
            return null;
        }
        CompileResult result = _compiler.CompileText(new SourceFile("in.dts", _sources[index]), new CompileOptions { Preprocesses = false, Files = _files });
        byte[]? ours = result.Tree is null ? null : FlattenedTreeWriter.Write(result.Tree);
        return (theirs is null) != (ours is null) ? $"dtc {(theirs is null ? "refuses" : "accepts")} (exit {_exits[index]}), ours {(ours is null ? "refuses" : "accepts")}\n{string.Join('\n', result.Diagnostics)}"
            : theirs is null || theirs.AsSpan().SequenceEqual(ours) ? null
            : "other bytes";
    }

    /// <summary>The source with all words dropped without which it still does what it does.</summary>
    public static string Shorten(string source, Func<string, bool> does)
    {
        List<string> words = [.. Words().Matches(source).Select(match => match.Value)];
        for (int size = words.Count / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size <= words.Count;)
            {
                List<string> fewer = [.. words[..at], .. words[(at + size)..]];
                if (does(string.Concat(fewer).Trim()))
                {
                    words = fewer;
                }
                else
                {
                    at += size;
                }
            }
        }
        return string.Concat(words).Trim();
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"\s*(/\*.*?\*/|""[^""]*""|\S+)", RegexOptions.Singleline)]
    private static partial Regex Words();
}
