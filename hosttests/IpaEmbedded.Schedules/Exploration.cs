using System.Globalization;
using Microsoft.Coyote;
using Microsoft.Coyote.SystematicTesting;

namespace IpaEmbedded.Schedules;

/// <summary>Runs each scenario under many schedules of its threads, by chance and by priorities that change; those with a mistake on purpose must be found out.</summary>
public static class Exploration
{
    // Priorities change so many times in one schedule.
    private const uint Changes = 3;

    private static readonly (string Name, bool IsPlanted, Action Run)[] Scenarios =
    [
        ("planted lost wake-up", true, PlantedSchedules.A_wake_up_is_lost),
        ("planted race for a number", true, PlantedSchedules.Two_threads_count_as_one),
        ("calls of two threads", false, QueueSchedules.Every_call_runs_once_and_in_the_order_of_its_thread),
        ("calls that throw", false, QueueSchedules.A_call_that_throws_keeps_none_behind_it_from_running),
        ("calls that queue calls", false, QueueSchedules.A_call_may_queue_another),
        ("calls during the end", false, QueueSchedules.A_call_during_the_end_runs_or_is_refused_and_touches_nobody_else),
        ("two ends at once", false, QueueSchedules.The_end_may_come_twice),
        ("compilers that share headers", false, HeaderSchedules.Compilers_that_share_headers_compile_to_the_same_bytes),
    ];

    /// <summary>Explores; 0 if nothing but what was planted is found, and that is.</summary>
    public static int Run(uint count, uint seed, TextWriter output)
    {
        int wrong = 0;
        foreach ((string name, bool isPlanted, Action run) in Scenarios)
        {
            uint explored = 0;
            string? found = null;
            foreach (Configuration strategy in (Configuration[])[Configuration.Create(), Configuration.Create().WithPrioritizationStrategy(false, Changes)])
            {
                // A planted mistake is looked for until it is found.
                if (found is null)
                {
                    found = Explore(strategy.WithTestingIterations(Math.Max(1, count / 2)).WithRandomGeneratorSeed(seed), run, ref explored);
                }
            }
            bool isRight = isPlanted == found is not null;
            wrong += isRight ? 0 : 1;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isRight ? "ok     " : "FAILED ")} {name}: seed {seed}, {explored} schedules, {found ?? "nothing found"}"));
        }
        return wrong == 0 ? 0 : 1;
    }

    private static string? Explore(Configuration configuration, Action run, ref uint explored)
    {
        using TestingEngine engine = TestingEngine.Create(configuration.WithTelemetryEnabled(false).WithMemoryAccessRaceCheckingEnabled(true).WithConsoleLoggingEnabled(false), run);
        TextWriter console = Console.Out;
        // It counts its iterations there whatever it is told.
        Console.SetOut(TextWriter.Null);
        engine.Run();
        Console.SetOut(console);
        explored += (uint)(engine.TestReport.NumOfExploredFairPaths + engine.TestReport.NumOfExploredUnfairPaths);
        return engine.TestReport.NumOfFoundBugs == 0 ? null : string.Join(' ', engine.TestReport.BugReports).Split('\n')[0].Trim();
    }
}
