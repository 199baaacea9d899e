using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary>
/// The jobs of <c>ipa dt build --batch</c>: one process, all cores, included files read once. A failed job leaves no
/// output and does not keep the others from being done; findings come in the order of the jobs.
/// </summary>
internal sealed class BuildBatch
{
    private readonly CompileOptions _options;
    private readonly Findings _findings;
    private readonly FlatOptions _layout;
    private readonly HeaderCache _headers = new();

    public BuildBatch(CompileOptions options, FlatOptions layout, Findings findings)
    {
        _layout = layout;
        _options = options;
        _findings = findings;
    }

    public int Run(string responseFile, Terminal terminal)
    {
        string[] jobs = Encoding.UTF8.GetString(InputFile.Read(responseFile).Bytes).TrimStart('\ufeff').Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        foreach (string job in jobs)
        {
            CommandFiles.AddInput(DiskFile.RealPathOf(job.Split('\t')[0]));
        }
        using var progress = new ProgressLine(terminal, "building", jobs.Length);
        var results = new DiagnosticBag?[jobs.Length];
        var done = new bool[jobs.Length];
        int next = -1;
        int printed = 0;
        var threads = new Thread[Math.Clamp(Math.Min(Environment.ProcessorCount, jobs.Length), 1, 16)];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work, 16 * 1024 * 1024);
            threads[i].Start();
        }
        Array.ForEach(threads, thread => thread.Join());
        Print();
        return done.All(each => each) ? ExitCode.Fine : ExitCode.Findings;

        void Work()
        {
            var compiler = new DeviceTreeCompiler(_headers);
            var writer = new FlattenedTreeWriter();
            for (int job = Interlocked.Increment(ref next); job < jobs.Length; job = Interlocked.Increment(ref next))
            {
                done[job] = Build(compiler, writer, jobs[job], out DiagnosticBag diagnostics);
                Volatile.Write(ref results[job], diagnostics);
                Print();
            }
        }

        // Whoever comes first prints what is complete; nobody waits for a turn.
        void Print()
        {
            if (Monitor.TryEnter(_findings))
            {
                for (; printed < jobs.Length && Volatile.Read(ref results[printed]) is { } diagnostics; printed++)
                {
                    _findings.Add(diagnostics);
                    results[printed] = null;
                    progress.Next(jobs[printed].Split('\t')[0]);
                }
                Monitor.Exit(_findings);
            }
        }
    }

    private bool Build(DeviceTreeCompiler compiler, FlattenedTreeWriter writer, string job, out DiagnosticBag diagnostics)
    {
        string[] fields = job.Split('\t');
        if (fields.Length < 2 || fields[0].Length == 0 || fields[1].Length == 0)
        {
            diagnostics = [new Diagnostic("DT1020", DiagnosticSeverity.Error, "a job is an input and an output, separated by a tab") { FileName = fields[0] }];
            return false;
        }
        CompileOptions options = IncludeSearch.Extend(_options with { IncludeDirectories = [.. fields[2..], .. _options.IncludeDirectories] }, fields[0]);
        CompileResult result = compiler.CompileFile(fields[0], options);
        diagnostics = result.Diagnostics;
        if (result.Tree is not { } tree)
        {
            return false;
        }
        try
        {
            OutputFile.Write(fields[1], writer.WriteTree(tree, _layout), flushes: false);
            return true;
        }
        catch (CommandFailure failure)
        {
            diagnostics.Add(new Diagnostic("DT1020", DiagnosticSeverity.Error, failure.Message) { FileName = fields[1] });
            return false;
        }
    }
}
