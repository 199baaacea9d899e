using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Mutants.Building;

namespace IpaEmbedded.Mutants.Running;

/// <summary>A worker as its starter sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // A mutant that takes all memory fails its test and not the machine.
    private const string MostHeap = "0x60000000";

    private readonly Process _process;

    public WorkerProcess(TestFolder folder, IReadOnlyList<string> mutated, int count, int active)
    {
        string deps = Path.Combine(folder.Folder, folder.TestAssembly + ".deps.json");
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", "--runtimeconfig", Path.Combine(folder.Folder, folder.TestAssembly + ".runtimeconfig.json"), .. File.Exists(deps) ? (string[])["--depsfile", deps] : [],
            Path.Combine(folder.Folder, "IpaEmbedded.Mutants.dll"), "worker", folder.TestAssembly, string.Join(',', mutated), count.ToString(CultureInfo.InvariantCulture), active.ToString(CultureInfo.InvariantCulture),
        ])
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Folder };
        start.Environment["DOTNET_GCHeapHardLimit"] = MostHeap;
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        // No programs and no corpora: what needs them is no test of a mutant.
        start.Environment["PATH"] = "";
        start.Environment.Remove("IPA_CORPUS");
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => LastError = line.Data is { Length: > 0 } text ? text : LastError;
        _process.BeginErrorReadLine();
    }

    /// <summary>The last line that it wrote as an error.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>Whether it has ended and another one must be started.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Asks for something and reads all answers, until the worker is done, dead or has ended itself.</summary>
    public IReadOnlyList<WorkerAnswer> Ask(WorkerRequest request) => [.. Answers(request)];

    private IEnumerable<WorkerAnswer> Answers(WorkerRequest request)
    {
        bool isSent = true;
        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            isSent = false;
        }
        while (isSent && _process.StandardOutput.ReadLine() is { } line)
        {
            WorkerAnswer answer = line.StartsWith('{') ? JsonSerializer.Deserialize<WorkerAnswer>(line)! : new WorkerAnswer(AnswerKind.Died, Message: line);
            IsOver |= answer.Kind is AnswerKind.Endless or AnswerKind.Stuck;
            if (answer.Kind != AnswerKind.Done)
            {
                yield return answer;
            }
            if (answer.Kind == AnswerKind.Done || IsOver)
            {
                yield break;
            }
        }
        IsOver = true;
        yield return new WorkerAnswer(AnswerKind.Died, Message: LastError);
    }

    public void Dispose()
    {
        IsOver = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.WaitForExit();
        _process.Dispose();
    }
}
