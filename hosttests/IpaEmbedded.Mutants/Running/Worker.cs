using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace IpaEmbedded.Mutants.Running;

/// <summary>The process that runs tests with one mutant after the other. It reads requests from its input, a line each, and writes answers.</summary>
internal sealed class Worker
{
    private const int PrepareMilliseconds = 60_000;

    // A quarter of the heap that a worker has: what tests share is of hundreds of boards when all that reach a mutant ran, and filled it.
    private const long MostShared = 384L << 20;

    private readonly TestAssembly _tests;
    private readonly Switches _switches;
    private readonly TextWriter _output;
    private readonly Lock _writing = new();
    private Watch? _watch;

    private sealed record Watch(string Test, TimeSpan Begin, long Clock, int Milliseconds);

    private Worker(TestAssembly tests, Switches switches, TextWriter output)
    {
        _tests = tests;
        _switches = switches;
        _output = output;
    }

    /// <summary>Serves until the input ends.</summary>
    public static int Serve(string testAssembly, IEnumerable<string> mutated, int count, int active)
    {
        var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var input = new StreamReader(Console.OpenStandardInput());
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        Console.SetIn(TextReader.Null);
        var switches = new Switches(mutated, count);
        switches.Turn(active);
        var worker = new Worker(new TestAssembly(Assembly.Load(testAssembly)), switches, output);
        new Thread(worker.Look) { IsBackground = true }.Start();
        // Tests have the stack that a test framework's thread gives them.
        var serving = new Thread(() => worker.Serve(input));
        serving.Start();
        serving.Join();
        return 0;
    }

    private void Serve(TextReader input)
    {
        while (input.ReadLine() is { } line)
        {
            WorkerRequest request = JsonSerializer.Deserialize<WorkerRequest>(line)!;
            if (request.List)
            {
                foreach (MethodInfo method in _tests.Methods.Values)
                {
                    Write(new WorkerAnswer(AnswerKind.Listed, $"{method.DeclaringType!.FullName}.{method.Name}"));
                }
            }
            else if (request.Record)
            {
                Record(request);
            }
            else
            {
                Kill(request);
            }
            Write(new WorkerAnswer(AnswerKind.Done));
        }
    }

    // Here a name can be a method's, for all its rows.
    private void Record(WorkerRequest request)
    {
        foreach (TestLimit limit in request.Tests)
        {
            foreach (TestCase test in _tests.Methods.TryGetValue(limit.Name, out MethodInfo? method) ? _tests.CasesOf(method) : [_tests.Find(limit.Name)!])
            {
                // What classes of tests reach when they are made counts, too.
                _switches.Record(true);
                _tests.Forget();
                WorkerAnswer answer = Run(test, limit);
                Write(answer with { Hits = Bits() });
            }
        }
        _switches.Record(false);
    }

    private void Kill(WorkerRequest request)
    {
        // What is not the tests' own is done without the mutant where that is possible: the rows of their data, and what their classes make once.
        int before = request.Twice ? 0 : request.Active;
        _tests.Forget();
        foreach (TestLimit limit in request.Tests)
        {
            _switches.Turn(before);
            if (GC.GetTotalMemory(false) > MostShared)
            {
                _tests.Forget();
                GC.Collect();
            }
            if (_tests.Find(limit.Name) is not { } test || (!Prepare(test) && request.Twice))
            {
                continue;
            }
            _switches.Turn(request.Active);
            WorkerAnswer answer = Run(test, limit);
            if (answer.Kind is AnswerKind.Steps or AnswerKind.Memory && request.Twice)
            {
                _tests.Forget();
                answer = Run(test, limit);
            }
            if (answer.Kind is AnswerKind.Passed or AnswerKind.Skipped)
            {
                continue;
            }
            if (request.Confirm)
            {
                _switches.Turn(0);
                _tests.Forget();
                if (Run(test, limit).Kind is not (AnswerKind.Passed or AnswerKind.Skipped))
                {
                    answer = answer with { Kind = AnswerKind.Spoilt };
                }
            }
            Write(answer);
            return;
        }
    }

    // What a class makes once for all its tests costs none of them its steps: a test that is the first of its class in a process would be out of steps
    // whatever the mutant does.
    private bool Prepare(TestCase test)
    {
        _watch = new Watch(test.Name, Processor(), Stopwatch.GetTimestamp(), PrepareMilliseconds);
        bool isReady = TestAssembly.Prepare(test);
        _watch = null;
        return isReady;
    }

    private WorkerAnswer Run(TestCase test, TestLimit limit)
    {
        _switches.Begin(limit.Steps);
        TimeSpan begin = Processor();
        long clock = Stopwatch.GetTimestamp();
        _watch = new Watch(test.Name, begin, clock, limit.Milliseconds);
        Exception? failure = _tests.Run(test);
        _watch = null;
        bool isSpent = _switches.IsSpent;
        long[] steps = _switches.Steps;
        _switches.Begin(null);
        Exception? cause = failure?.GetBaseException();
        AnswerKind kind = isSpent ? AnswerKind.Steps : failure is null ? AnswerKind.Passed : TestAssembly.IsSkip(failure) ? AnswerKind.Skipped : cause is OutOfMemoryException ? AnswerKind.Memory : AnswerKind.Failed;
        return new WorkerAnswer(kind, test.Name, cause is not null ? $"{cause.GetType().Name}: {cause.Message}" : null, (Processor() - begin).TotalMilliseconds, steps);
    }

    // By processor time, so that a machine with much else to do kills nothing; the wall clock only for what waits.
    private void Look()
    {
        while (true)
        {
            Thread.Sleep(100);
            if (_watch is { } watch)
            {
                bool isEndless = (Processor() - watch.Begin).TotalMilliseconds > watch.Milliseconds;
                if (isEndless || Stopwatch.GetElapsedTime(watch.Clock).TotalMilliseconds > 60_000 + (4 * watch.Milliseconds))
                {
                    Write(new WorkerAnswer(isEndless ? AnswerKind.Endless : AnswerKind.Stuck, watch.Test));
                    Process.GetCurrentProcess().Kill();
                }
            }
        }
    }

    private static TimeSpan Processor() => Environment.CpuUsage.TotalTime;

    private string Bits()
    {
        byte[] bits = new byte[(_switches.Hits.Length + 7) / 8];
        for (int i = 0; i < _switches.Hits.Length; i++)
        {
            if (_switches.Hits[i])
            {
                bits[i / 8] |= (byte)(1 << (i % 8));
            }
        }
        return Convert.ToBase64String(bits);
    }

    private void Write(WorkerAnswer answer)
    {
        lock (_writing)
        {
            _output.WriteLine(JsonSerializer.Serialize(answer));
        }
    }
}
