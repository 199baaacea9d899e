using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.NanoBuild;

/// <summary>The metadata processor, which makes a .pe of a .dll.</summary>
/// <param name="Path">The file that was found.</param>
/// <param name="Program">What is started.</param>
/// <param name="Arguments">Its first arguments: the file itself if <paramref name="Program"/> is a runtime.</param>
public sealed record ConverterTool(string Path, string Program, IReadOnlyList<string> Arguments)
{
    private static readonly string[] Parts = [".core", ".msbuildtask", ".shared", ".tests", ".resources"];

    /// <summary>Whether a file may be the converter by its name: anything with MetadataProcessor or mdp in it that is no library of it.</summary>
    public static bool IsNamedSo(string path)
    {
        string name = System.IO.Path.GetFileName(path).ToLowerInvariant();
        string stem = name.EndsWith(".exe", StringComparison.Ordinal) || name.EndsWith(".dll", StringComparison.Ordinal) ? name[..^4] : name;
        bool isProgram = stem != name || !System.IO.Path.HasExtension(name) || stem.EndsWith("metadataprocessor", StringComparison.Ordinal) || stem.EndsWith("metadataprocessor.console", StringComparison.Ordinal) || name.EndsWith(".sh", StringComparison.Ordinal);
        return isProgram && (stem.Contains("metadataprocessor", StringComparison.Ordinal) || stem.Contains("metadata-processor", StringComparison.Ordinal) || stem is "mdp" or "nanomdp" or "mdp.sh" or "nanomdp.sh" or "nfmdp")
            && !Array.Exists(Parts, part => stem.EndsWith(part, StringComparison.Ordinal));
    }

    /// <summary>How a file is started; null if it is no program, or one of a runtime that this machine lacks, which <paramref name="reason"/> tells.</summary>
    public static ConverterTool? Of(string path, string? dotnet, out string reason)
    {
        byte[] head = HeadOf(path);
        reason = "";
        if (AssemblyIdentity.Read(path) is null)
        {
            bool isNative = head is [0x7f, (byte)'E', (byte)'L', (byte)'F', ..] or [(byte)'#', (byte)'!', ..] or [0xcf or 0xca, 0xfa or 0xfe, ..] or [0xfe, 0xed, ..] || (OperatingSystem.IsWindows() && head is [(byte)'M', (byte)'Z', ..]);
            if (isNative && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) == 0)
            {
                if (head[0] == '#')
                {
                    return new ConverterTool(path, "/bin/sh", [path]);
                }
                reason = "it is not executable: chmod +x";
                return null;
            }
            reason = isNative ? "" : "it is no program of this machine";
            return isNative ? new ConverterTool(path, path, []) : null;
        }
        if (File.Exists(System.IO.Path.ChangeExtension(path, ".runtimeconfig.json")))
        {
            reason = dotnet is null ? "it needs dotnet, which is not there" : "";
            return dotnet is null ? null : new ConverterTool(path, dotnet, ["exec", path]);
        }
        if (OperatingSystem.IsWindows())
        {
            return new ConverterTool(path, path, []);
        }
        reason = "it is a program of the .NET Framework, and mono is not on PATH";
        return ProgramPath.Find("mono") is { } mono ? new ConverterTool(path, mono, [path]) : null;
    }

    private static byte[] HeadOf(string path) => DiskFile.Read(path) is { Outcome: FileOutcome.Read } reading ? reading.Bytes[..Math.Min(4, reading.Bytes.Length)] : [];
}
