using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.TimeLimits;

/// <summary>
/// Runs a test on a thread of its own and fails it when the thread has used its processor time: an endless loop uses it within seconds, a busy machine
/// does not. A thread that only waits has ten minutes by the clock. What cannot be ended is left behind, and the next test begins.
/// </summary>
/// <param name="inner">Who runs the test.</param>
/// <param name="path">File of the test.</param>
/// <param name="line">Its line.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LimitedTestMethodAttribute(TestMethodAttribute inner, [CallerFilePath] string path = "", [CallerLineNumber] int line = -1) : TestMethodAttribute(path, line)
{
    /// <summary>Tests that are left behind take a processor each, so after so many the process ends.</summary>
    public const int MostLeftBehind = 4;

    // A file that gets a line for each test: seconds of the processor, tab, name.
    private static readonly string? Times = Environment.GetEnvironmentVariable("IPA_TEST_TIMES");
    private static readonly Lock Gate = new();
    private static int _leftBehind;

    /// <summary>Processor time and clock of the tests; null for those of the method or class.</summary>
    public TimeLimit? Limit { get; init; }

    /// <inheritdoc/>
    public override Task<TestResult[]> ExecuteAsync(ITestMethod testMethod)
    {
        TimeLimit limit = Limit ?? TimeLimit.Of(testMethod.MethodInfo);
        TestResult[]? results = null;
        ThreadTime? time = null;
        using var begun = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            time = ThreadTime.OfThisThread();
            begun.Set();
            results = inner.ExecuteAsync(testMethod).GetAwaiter().GetResult();
            Note(testMethod, time.Used);
        })
        { IsBackground = true };
        thread.Start();
        begun.Wait();
        long since = Stopwatch.GetTimestamp();
        while (!thread.Join(TimeLimit.Step))
        {
            if (limit.WhyOver(time!.Used, Stopwatch.GetElapsedTime(since)) is { } reason)
            {
                return Task.FromResult<TestResult[]>([Failed(testMethod, reason)]);
            }
        }
        return Task.FromResult(results!);
    }

    private static TestResult Failed(ITestMethod testMethod, string reason)
    {
        string message = $"{testMethod.TestClassName}.{testMethod.TestMethodName} {reason}";
        Console.Error.WriteLine(message);
        if (Interlocked.Increment(ref _leftBehind) > MostLeftBehind)
        {
            Environment.FailFast($"{message}; it is one of {MostLeftBehind + 1} that do not end");
        }
        return new TestResult { Outcome = UnitTestOutcome.Failed, TestFailureException = new AssertFailedException(message) };
    }

    private static void Note(ITestMethod testMethod, TimeSpan used)
    {
        if (Times is not null)
        {
            lock (Gate)
            {
                File.AppendAllText(Times, string.Create(CultureInfo.InvariantCulture, $"{used.TotalSeconds:F2}\t{testMethod.TestClassName}.{testMethod.TestMethodName}\n"));
            }
        }
    }
}
