using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// Runs a target in processes of its own and watches them: one that dies or hangs leaves its last input as a finding, and
/// another goes on.
/// </summary>
public sealed class Supervisor
{
    /// <summary>After so many deaths a target is given up: every start costs, and it is broken enough.</summary>
    public const int MaximumDeaths = 20;

    private readonly FuzzTarget _target;
    private readonly FuzzOptions _options;
    private readonly WorkFolder _folder;
    private readonly TextWriter _output;
    private readonly Dictionary<string, FuzzFinding> _findings = new(StringComparer.Ordinal);
    private readonly string _corpus;
    private long _executions;
    private int _edges;
    private int _inputs;
    private string _digest = "";
    private double _told;

    // Executions of the process that each job runs now.
    private readonly Dictionary<int, long> _running = [];

    /// <param name="output">Gets a line for every finding.</param>
    public Supervisor(FuzzTarget target, FuzzOptions options, WorkFolder folder, TextWriter output)
    {
        _target = target;
        _options = options;
        _folder = folder;
        _output = output;
        _corpus = Path.GetFullPath(Path.Combine(options.CorpusFolder ?? folder.Path + "/corpus", target.Name));
        Directory.CreateDirectory(_corpus);
    }

    /// <summary>Runs to the end of count or time.</summary>
    public FuzzResult Run()
    {
        long began = Stopwatch.GetTimestamp();
        var jobs = new Thread[_options.Jobs];
        for (int i = 0; i < jobs.Length; i++)
        {
            int job = i;
            jobs[i] = new Thread(() => RunJob(job, _options.Count / jobs.Length + (job < _options.Count % jobs.Length ? 1 : 0), began));
            jobs[i].Start();
        }
        while (!Array.TrueForAll(jobs, job => job.Join(100)))
        {
            TellProgress(began);
        }
        return new FuzzResult(_executions, _edges, _inputs, [.. _findings.Values], _digest, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Executes one input in a process of its own and says what it breaks, the death of that process included.</summary>
    public FuzzFinding? Replay(byte[] input)
    {
        string file = $"{_folder.Path}/{_target.Name}.replay";
        File.WriteAllBytes(file, input);
        using Process process = Start(["replay-here", _target.Name, file, .. TargetOption()]);
        Task<string> said = process.StandardOutput.ReadToEndAsync(), complained = process.StandardError.ReadToEndAsync();
        var limit = new ProcessLimit(process, _options.Hang);
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(100)))
        {
            if (limit.IsReached) { return Hang(process, input); }
        }
        if (process.ExitCode is not (0 or 1))
        {
            return Death(process.ExitCode, complained.Result, input);
        }
        return said.Result.Split('\n').Select(line => Parse(line.TrimEnd('\r'))).FirstOrDefault(finding => finding is not null);
    }

    private void TellProgress(long began)
    {
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (seconds < _told + _options.Progress.TotalSeconds)
        {
            return;
        }
        _told = seconds;
        lock (_findings)
        {
            long executions = _executions + _running.Values.Sum();
            _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{_target.Name}: {executions} of {_options.Count} executions, {executions / seconds:F0}/s, {_edges} edges, {_inputs} inputs, {_findings.Count} findings"));
        }
    }

    private void RunJob(int job, long count, long began)
    {
        // A folder that passes is no job's but its own, so that a run can be repeated; one that stays is everybody's.
        string corpus = _options.CorpusFolder is null ? $"{_corpus}.{job}" : _corpus;
        Directory.CreateDirectory(corpus);
        long done = 0;
        for (int deaths = 0; done < count && deaths <= MaximumDeaths; deaths++)
        {
            TimeSpan left = _options.Limit - Stopwatch.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return;
            }
            int seed = unchecked(_options.Seed + job * 7919 + deaths * 104729);
            string stateFile = $"{_folder.Path}/{_target.Name}.{job}.{deaths}.state";
            using var state = new SharedState(stateFile);
            FuzzFinding? end = Watch(job, seed, corpus, count - done, left, stateFile, state);
            done += state.Executions;
            lock (_findings)
            {
                _executions += state.Executions;
                _running[job] = 0;
            }
            if (end is null)
            {
                return;
            }
            Add(end);
        }
    }

    /// <summary>Runs one process; gives the finding that ended it, null if it came to its end.</summary>
    private FuzzFinding? Watch(int job, int seed, string corpus, long count, TimeSpan left, string stateFile, SharedState state)
    {
        using Process process = Start(["worker", _target.Name, "--state", stateFile, "--seed", Text(seed), "--count", Text(count), "--seconds", Text((long)Math.Ceiling(left.TotalSeconds)),
            "--corpus", corpus, .. _options.Guided ? Array.Empty<string>() : ["--unguided"], .. TargetOption()]);
        Task<string> complained = process.StandardError.ReadToEndAsync();
        Task reading = Task.Run(() =>
        {
            while (process.StandardOutput.ReadLine() is { } line)
            {
                Take(line);
            }
        });
        long seen = -1;
        var limit = new ProcessLimit(process, _options.Hang);
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(100)))
        {
            if (state.Executions != seen)
            {
                seen = state.Executions;
                lock (_findings)
                {
                    _running[job] = seen;
                }
                limit = new ProcessLimit(process, _options.Hang);
            }
            else if (limit.IsReached)
            {
                FuzzFinding hang = Hang(process, state.Input);
                reading.Wait();
                return hang;
            }
        }
        reading.Wait();
        return process.ExitCode == 0 ? null : Death(process.ExitCode, complained.Result, state.Input);
    }

    private FuzzFinding Hang(Process process, byte[] input)
    {
        process.Kill();
        return new FuzzFinding("hangs", input, $"no end after {_options.Hang.TotalSeconds:F0} s");
    }

    private void Take(string line)
    {
        if (Parse(line) is { } finding)
        {
            Add(finding);
        }
        else if (line.Split('\t') is [Worker.ProgressTag, _, var edges, var inputs, var digest])
        {
            lock (_findings)
            {
                _edges = Math.Max(_edges, int.Parse(edges, CultureInfo.InvariantCulture));
                _inputs = Math.Max(_inputs, int.Parse(inputs, CultureInfo.InvariantCulture));
                _digest = digest;
            }
        }
    }

    private static FuzzFinding? Parse(string line) => line.Split('\t') is [Worker.FoundTag, var key, var input, var details]
        ? new FuzzFinding(key, Convert.FromBase64String(input), Encoding.UTF8.GetString(Convert.FromBase64String(details)))
        : null;

    private void Add(FuzzFinding finding)
    {
        lock (_findings)
        {
            if (!_findings.TryAdd(finding.Key, finding))
            {
                return;
            }
            string place = "input " + Convert.ToBase64String(finding.Input);
            if (_options.FindingFolder is { } folder)
            {
                Directory.CreateDirectory(folder);
                string file = Path.Combine(folder, $"{_target.Name}-{InputCorpus.NameOf(finding.Input)}");
                File.WriteAllBytes(file, finding.Input);
                place += "\nkept as " + file;
            }
            _output.WriteLine($"{_target.Name}: {finding.Key}\n{finding.Details}\n{place}");
        }
    }

    private static FuzzFinding Death(int exitCode, string said, byte[] input)
    {
        string[] lines = said.Split('\n');
        // What the runtime prints when it gives up: the reason, then the stack, the top frame first.
        string reason = lines.FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "no word";
        string? frame = lines.Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("at IpaEmbedded.", StringComparison.Ordinal) && !line.Contains(nameof(CoverageMap), StringComparison.Ordinal));
        string key = $"dies with exit code {exitCode}: {reason}{(frame is null ? "" : " in " + frame[3..].Split('(')[0])}";
        return new FuzzFinding(key, input, string.Join('\n', lines.Take(20)));
    }

    private string[] TargetOption() => _options.TargetAssembly is { } assembly ? ["--targets", WorkFolder.InFolder(_folder.Path, assembly)] : [];

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(_folder.Program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["DOTNET_GCHeapHardLimit"] = _options.HeapBytes.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
