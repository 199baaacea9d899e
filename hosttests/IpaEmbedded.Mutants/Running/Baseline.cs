using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace IpaEmbedded.Mutants.Running;

/// <summary>The tests without a mutant: which pass twice in one process, what they take, and which mutants they reach.</summary>
/// <param name="Tests">Those that are fit.</param>
/// <param name="Unfit">Those that are not, with the reason.</param>
public sealed record Baseline(IReadOnlyList<TestProfile> Tests, IReadOnlyList<UnfitTest> Unfit)
{
    private const int SlowSeconds = 10;

    /// <summary>Runs them, or reads what a run of the same build has found.</summary>
    internal static Baseline Of(string file, string build, ExcludedTests excluded, string? filter, TimeSpan longest, int jobs, Func<WorkerProcess> start, TextWriter output)
    {
        if (Read(file, build) is { } known)
        {
            return known;
        }
        var unfit = new ConcurrentBag<UnfitTest>();
        var fit = new ConcurrentBag<TestProfile>();
        List<string> methods;
        using (WorkerProcess lister = start())
        {
            methods = [.. lister.Ask(new WorkerRequest(true, 0, false, false, false, [])).Where(answer => answer.Kind == AnswerKind.Listed).Select(answer => answer.Test!)];
            if (methods.Count == 0)
            {
                throw new MutantsException($"the worker lists no tests: {lister.LastError}");
            }
        }
        var queue = new ConcurrentQueue<IGrouping<string, string>>();
        foreach (IGrouping<string, string> type in methods.Where(name => filter is null || filter.Split(',').Any(part => name.Contains(part, StringComparison.Ordinal))).GroupBy(name => name[..name.LastIndexOf('.')]))
        {
            if (excluded.Reason(type.First()) is { } reason)
            {
                unfit.Add(new UnfitTest(type.Key, reason));
            }
            else
            {
                queue.Enqueue(type);
            }
        }
        Parallel.For(0, jobs, new ParallelOptions { MaxDegreeOfParallelism = jobs }, _ =>
        {
            WorkerProcess worker = start();
            while (queue.TryDequeue(out IGrouping<string, string>? type))
            {
                long begin = Stopwatch.GetTimestamp();
                foreach (string method in type)
                {
                    if (worker.IsOver)
                    {
                        worker.Dispose();
                        worker = start();
                    }
                    Profile(worker, method, longest.TotalMilliseconds, fit, unfit);
                }
                if (Stopwatch.GetElapsedTime(begin).TotalSeconds > SlowSeconds)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{queue.Count} classes left after {type.Key}, {Stopwatch.GetElapsedTime(begin).TotalSeconds:F0} s"));
                }
            }
            worker.Dispose();
        });
        var baseline = new Baseline([.. fit.OrderBy(test => test.Name, StringComparer.Ordinal)], [.. unfit.OrderBy(test => test.Name, StringComparer.Ordinal)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{baseline.Tests.Count} tests, {baseline.Tests.Sum(test => test.Milliseconds) / 1000:F1} s; {baseline.Unfit.Count} are not used"));
        baseline.Write(file, build);
        return baseline;
    }

    private static void Profile(WorkerProcess worker, string method, double longest, ConcurrentBag<TestProfile> fit, ConcurrentBag<UnfitTest> unfit)
    {
        var request = new WorkerRequest(false, 0, true, false, false, [new TestLimit(method, (int)(2 * longest), null)]);
        IReadOnlyList<WorkerAnswer> first = worker.Ask(request);
        if (first.FirstOrDefault(answer => answer.Kind is not (AnswerKind.Passed or AnswerKind.Skipped or AnswerKind.Failed)) is { } end)
        {
            unfit.Add(new UnfitTest(method, end.Kind == AnswerKind.Died ? $"its process died: {end.Message}" : "takes too long"));
            return;
        }
        // What cannot be used need not show that it passes twice.
        IReadOnlyList<WorkerAnswer> second = first.All(answer => answer.Kind != AnswerKind.Passed || answer.Milliseconds > longest) ? [] : worker.Ask(request);
        foreach (WorkerAnswer answer in first)
        {
            WorkerAnswer? again = second.FirstOrDefault(each => each.Test == answer.Test);
            string? reason = answer.Kind == AnswerKind.Skipped ? $"skipped: {answer.Message}" : answer.Kind != AnswerKind.Passed ? $"fails without a mutant: {answer.Message}"
                : answer.Milliseconds > longest ? "takes too long" : again?.Kind != AnswerKind.Passed ? $"does not pass a second time: {again?.Message}" : null;
            if (reason is not null)
            {
                unfit.Add(new UnfitTest(answer.Test!, reason));
                continue;
            }
            fit.Add(new TestProfile(answer.Test!, again!.Milliseconds, [.. answer.Steps!.Zip(again.Steps!, Math.Max)], answer.Hits!, again.Hits!));
        }
    }

    private static Baseline? Read(string file, string build)
    {
        if (!File.Exists(file))
        {
            return null;
        }
        string[] lines = File.ReadAllLines(file);
        return lines.Length == 3 && lines[0] == build ? new Baseline(JsonSerializer.Deserialize<List<TestProfile>>(lines[1])!, JsonSerializer.Deserialize<List<UnfitTest>>(lines[2])!) : null;
    }

    private void Write(string file, string build) => File.WriteAllLines(file, [build, JsonSerializer.Serialize(Tests), JsonSerializer.Serialize(Unfit)]);
}
