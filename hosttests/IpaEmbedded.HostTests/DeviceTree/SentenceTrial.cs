using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.HostTests.Cli.Dtc;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Sources that dtc has compiled, all by one shell or in the record of a day when it was there, and what ours makes of each.</summary>
internal sealed partial class SentenceTrial
{
    // Bytes of the structure of a blob that has no root: the end alone.
    private const int NoRoot = 4;

    // What a shell adds to the number of the signal by which a process ended.
    private const int Signal = 128;

    private readonly DeviceTreeCompiler _compiler = new();
    private readonly string[] _sources;
    private readonly string[] _verdicts;
    private readonly MemoryFileProvider _files = new();

    /// <param name="sources">The sources.</param>
    /// <param name="files">Files that they may include, beside each other.</param>
    public SentenceTrial(string[] sources, params (string Name, byte[] Bytes)[] files)
    {
        _sources = sources;
        foreach ((string name, byte[] bytes) in files)
        {
            _files.Add(name, bytes);
        }
        _verdicts = OriginalTool.IsInstalled("dtc") ? Compiled(sources, files) : DtcVerdicts.Recorded(sources, files);
    }

    /// <summary>What dtc made of each, as <see cref="DtcVerdicts"/> writes it.</summary>
    public IReadOnlyList<string> Verdicts => _verdicts;

    /// <summary>True if dtc takes the source.</summary>
    public bool Accepts(int index) => _verdicts[index] is not (DtcVerdicts.Refused or DtcVerdicts.None);

    /// <summary>How ours is another than dtc; null if it is not.</summary>
    public string? Difference(int index)
    {
        if (_verdicts[index] == DtcVerdicts.None)
        {
            return null;
        }
        CompileResult result = _compiler.CompileText(new SourceFile("in.dts", _sources[index]), new CompileOptions { Preprocesses = false, Files = _files });
        string ours = result.Tree is null ? DtcVerdicts.Refused : DtcVerdicts.Of(FlattenedTreeWriter.Write(result.Tree));
        bool refuses = _verdicts[index] == DtcVerdicts.Refused;
        return refuses != result.Tree is null ? $"dtc {(refuses ? "refuses" : "accepts")}, ours {(refuses ? "accepts" : "refuses")}\n{string.Join('\n', result.Diagnostics)}"
            : ours == _verdicts[index] ? null
            : "other bytes";
    }

    private static string[] Compiled(string[] sources, (string Name, byte[] Bytes)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach ((string name, byte[] bytes) in files)
        {
            File.WriteAllBytes(folder[name], bytes);
        }
        for (int i = 0; i < sources.Length; i++)
        {
            folder.Write($"{i}.dts", sources[i]);
        }
        // A process of dtc costs less than a millisecond, one of ours to start it several.
        string script = $"i=0; while [ $i -lt {sources.Length} ]; do dtc -qqq -o $i.dtb $i.dts 2> /dev/null; echo $?; i=$((i + 1)); done";
        string[] exits = Encoding.ASCII.GetString(OriginalTool.Run("sh", folder[""], ["-c", script]).Out).Split('\n');
        return [.. sources.Select((_, i) => Verdict(exits[i], folder[$"{i}.dtb"]))];
    }

    // A crash of dtc, as of 1.6.1 at a property "name" with a path in it, is no verdict; nor is a blob without a root, which no reader takes, for whoever deletes it.
    private static string Verdict(string exit, string path)
    {
        if (exit != "0")
        {
            return int.Parse(exit, CultureInfo.InvariantCulture) >= Signal ? DtcVerdicts.None : DtcVerdicts.Refused;
        }
        byte[] blob = File.ReadAllBytes(path);
        return BinaryPrimitives.ReadInt32BigEndian(blob.AsSpan(36)) == NoRoot ? DtcVerdicts.None : DtcVerdicts.Of(blob);
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

    [GeneratedRegex(@"\s*(/\*.*?\*/|""[^""]*""|\S+)", RegexOptions.Singleline)]
    private static partial Regex Words();
}
