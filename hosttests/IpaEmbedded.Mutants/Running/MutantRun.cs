using System.Collections.Concurrent;
using System.Diagnostics;
using IpaEmbedded.Mutants.Making;
using IpaEmbedded.Mutants.Results;

namespace IpaEmbedded.Mutants.Running;

/// <summary>Tries mutants: one after the other in each of some processes, with the tests that reach it, until one fails.</summary>
internal sealed class MutantRun(ReachTable reach, Func<int, WorkerProcess> start, Progress progress, Action<Mutant, MutantOutcome> told)
{
    /// <summary>Tries all that have no outcome yet.</summary>
    public void Run(IEnumerable<Mutant> mutants, int jobs)
    {
        var queue = new ConcurrentQueue<Mutant>(mutants.Where(mutant => !progress.Outcomes.ContainsKey(mutant.Id)));
        Parallel.For(0, jobs, new ParallelOptions { MaxDegreeOfParallelism = jobs }, _ =>
        {
            WorkerProcess? worker = null;
            while (queue.TryDequeue(out Mutant? mutant))
            {
                MutantOutcome outcome = Try(mutant, ref worker);
                progress.Add(outcome);
                told(mutant, outcome);
            }
            worker?.Dispose();
        });
    }

    private MutantOutcome Try(Mutant mutant, ref WorkerProcess? worker)
    {
        long begin = Stopwatch.GetTimestamp();
        bool once = mutant.IsStatic || reach.IsOnce(mutant);
        IReadOnlyList<TestProfile> tests = reach.Of(mutant, once);
        WorkerAnswer? answer = null;
        if (tests.Count > 0)
        {
            answer = once ? Alone(mutant, tests, once) : Ask(mutant, tests, confirm: true, ref worker);
            if (answer?.Kind is AnswerKind.Spoilt or AnswerKind.Died or AnswerKind.Stuck)
            {
                // What a mutant before this one has left behind, or a machine without memory or time, is no test: once more in a process of its own.
                worker?.Dispose();
                worker = null;
                answer = Alone(mutant, tests, once);
            }
        }
        if (answer is not null)
        {
            reach.Killed(mutant, answer.Test ?? "");
        }
        string how = answer is null ? tests.Count == 0 ? "no test reaches it" : "all tests pass" : answer.Kind == AnswerKind.Failed ? FirstLine(answer.Message) : answer.Kind.ToString();
        return new MutantOutcome(mutant.Id, answer is not null, answer?.Test, how, tests.Count, Math.Round(Stopwatch.GetElapsedTime(begin).TotalSeconds, 3));
    }

    private WorkerAnswer? Ask(Mutant mutant, IReadOnlyList<TestProfile> tests, bool confirm, ref WorkerProcess? worker)
    {
        if (worker is null or { IsOver: true })
        {
            worker?.Dispose();
            worker = start(0);
        }
        return worker.Ask(Request(mutant, tests, confirm, twice: true)).FirstOrDefault();
    }

    private WorkerAnswer? Alone(Mutant mutant, IReadOnlyList<TestProfile> tests, bool once)
    {
        using WorkerProcess worker = start(once ? mutant.Number : 0);
        return worker.Ask(Request(mutant, tests, confirm: false, twice: !once)).FirstOrDefault();
    }

    private static WorkerRequest Request(Mutant mutant, IReadOnlyList<TestProfile> tests, bool confirm, bool twice) =>
        new(false, mutant.Number, false, confirm, twice, [.. tests.Select(test => test.Limit)]);

    private static string FirstLine(string? message) => message is null ? "" : message.Split('\n')[0].Trim() is { Length: > 200 } line ? line[..200] : message.Split('\n')[0].Trim();
}
