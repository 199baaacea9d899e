namespace IpaEmbedded.NanoBuild;

/// <summary>Makes .pe files with the metadata processor.</summary>
/// <param name="tool">The metadata processor.</param>
/// <param name="work">Where it writes.</param>
public sealed class Converter(ConverterTool tool, WorkFolder work)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Converts one assembly.</summary>
    /// <param name="name">Name of the assembly.</param>
    /// <param name="dll">Its path.</param>
    /// <param name="references">Names and paths of the assemblies that it refers to; the processor has to know where they are before it reads it.</param>
    /// <exception cref="NanoBuildException">The processor does not run, or refuses; what it printed is in the message.</exception>
    public byte[] Convert(string name, string dll, IEnumerable<(string Name, string Dll)> references)
    {
        string pe = Path.Combine(work.Path, name + ".pe");
        work.Delete(pe);
        IEnumerable<string> hints = references.SelectMany(reference => new[] { "-loadHints", reference.Name, reference.Dll });
        // The core library is compiled as such.
        string isCore = name == "mscorlib" ? "true" : "false";
        ToolRun run = ToolRun.Of(tool.Program, [.. tool.Arguments, .. hints, "-parse", dll, "-compile", pe, isCore], work.Path, Longest);
        // It reports some failures with exit code 0.
        if (run.ExitCode != 0 || !File.Exists(pe) || new FileInfo(pe).Length == 0)
        {
            string said = string.Join(" | ", (run.Error + run.Out).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(8));
            throw new NanoBuildException($"{tool.Path} makes no .pe of {name}{(run.IsTimedOut ? ", its time was over" : $", exit code {run.ExitCode}")}: {(said.Length > 0 ? said : "it says nothing")}");
        }
        byte[] bytes = WorkFolder.Read(pe);
        return PeFile.IsOne(bytes) ? bytes : throw new NanoBuildException($"{tool.Path} makes a file of {name} that does not begin with {PeFile.Marker}");
    }
}
