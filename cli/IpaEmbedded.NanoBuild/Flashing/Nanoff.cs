namespace IpaEmbedded.NanoBuild;

/// <summary>nanoFramework's own flasher, the dotnet tool <c>nanoff</c>.</summary>
/// <param name="path">Its file.</param>
/// <param name="program">What is started.</param>
/// <param name="first">Its first arguments.</param>
public sealed class Nanoff(string path, string program, IReadOnlyList<string> first)
{
    /// <summary>Name of the tool.</summary>
    public const string Tool = "nanoff";

    private const int ShownTargets = 12;

    /// <summary>Its file.</summary>
    public string Path { get; } = path;

    /// <summary>How a file is started; null if it cannot be, which <paramref name="reason"/> tells.</summary>
    public static Nanoff? Of(string path, string? dotnet, out string reason)
    {
        string full = System.IO.Path.GetFullPath(path);
        return ConverterTool.Of(full, dotnet, out reason) is { } started ? new Nanoff(full, started.Program, started.Arguments) : null;
    }

    /// <summary>Looks for it: on PATH and where dotnet installs its tools.</summary>
    public static Nanoff? Find(string? dotnet, out IReadOnlyList<string> places)
    {
        string tools = Interpreter.ToolFolder;
        places = ["PATH", tools];
        string?[] found = [ProgramPath.Find(Tool), System.IO.Path.Combine(tools, OperatingSystem.IsWindows() ? Tool + ".exe" : Tool)];
        return found.Where(File.Exists).Select(file => Of(file!, dotnet, out _)).FirstOrDefault(each => each is not null);
    }

    /// <summary>Runs one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="timeout">After this it is ended.</param>
    /// <param name="line">Told what it prints, line by line.</param>
    /// <exception cref="NanoBuildException">It does not start.</exception>
    public NanoffAnswer Run(FlashStep step, TimeSpan timeout, Action<string> line) =>
        NanoffAnswer.Of(Start(step, timeout, line), timeout);

    /// <summary>Targets whose names are most like one that there is not; none if nanoff does not tell.</summary>
    /// <exception cref="NanoBuildException">It does not start.</exception>
    public IReadOnlyList<string> TargetsLike(string target, TimeSpan timeout)
    {
        ToolRun run = Start(FlashStep.List(target), timeout, null);
        IReadOnlyList<string> all = NanoffAnswer.Targets(run.Out);
        return all.Count <= ShownTargets ? all : [.. all.OrderByDescending(name => Common(name, target)).ThenBy(name => name, StringComparer.Ordinal).Take(ShownTargets).Order(StringComparer.Ordinal)];
    }

    private ToolRun Start(FlashStep step, TimeSpan timeout, Action<string>? line) =>
        ToolRun.Of(program, [.. first, .. step.Arguments], Environment.CurrentDirectory, timeout, line, line);

    private static int Common(string name, string other)
    {
        int count = 0;
        while (count < name.Length && count < other.Length && char.ToUpperInvariant(name[count]) == char.ToUpperInvariant(other[count]))
        {
            count++;
        }
        return count;
    }
}
