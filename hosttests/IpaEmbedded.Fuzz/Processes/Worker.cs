using System.Globalization;
using System.Text;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// The side that executes: runs the loop, tells standard output what happens, a line each time, and may die at any moment.
/// </summary>
public static class Worker
{
    /// <summary>Stack of the executing thread in bytes: what deep recursion has to do with.</summary>
    public const int StackBytes = 1024 * 1024;

    /// <summary>Begins a line about a finding: key, input and details follow, the latter two in base64.</summary>
    public const string FoundTag = "@found";

    /// <summary>Begins a line about progress: executions, edges, inputs and digest follow.</summary>
    public const string ProgressTag = "@progress";

    /// <summary>Runs one target to the end of its count or time.</summary>
    public static void Run(FuzzTarget target, FuzzOptions options, string stateFile)
    {
        using var state = new SharedState(stateFile);
        var thread = new Thread(() =>
        {
            long begun = 0;
            long told = Environment.TickCount64;
            FuzzLoop loop = null!;
            loop = new FuzzLoop(target, options.Seed, options.Guided, options.CorpusFolder)
            {
                Executing = input =>
                {
                    state.Begin(++begun, input);
                    if ((begun & 127) == 0 && Environment.TickCount64 - told > 1000)
                    {
                        told = Environment.TickCount64;
                        Tell(loop);
                    }
                },
                Found = finding => Console.WriteLine(Line(finding)),
            };
            loop.Run(options.Count, options.Limit);
            Tell(loop);
        }, StackBytes);
        thread.Start();
        thread.Join();
    }

    /// <summary>Executes one input; an exception or a death is for the supervisor to see.</summary>
    public static FuzzFinding? Replay(FuzzTarget target, byte[] input)
    {
        FuzzFinding? finding = null;
        var thread = new Thread(() => finding = FuzzLoop.Try(target, input), StackBytes);
        thread.Start();
        thread.Join();
        return finding;
    }

    /// <summary>The line about a finding.</summary>
    public static string Line(FuzzFinding finding) =>
        string.Join('\t', FoundTag, finding.Key, Convert.ToBase64String(finding.Input), Convert.ToBase64String(Encoding.UTF8.GetBytes(finding.Details)));

    private static void Tell(FuzzLoop loop) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ProgressTag}\t{loop.Executions}\t{loop.Edges}\t{loop.CorpusSize}\t{loop.Digest:x16}"));
}
