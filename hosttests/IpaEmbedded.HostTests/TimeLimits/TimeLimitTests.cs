using System.Diagnostics;
using System.Reflection;

namespace IpaEmbedded.HostTests.TimeLimits;

[TestClass]
public sealed class TimeLimitTests
{
    private static readonly TimeLimit Short = new(TimeSpan.FromSeconds(0.3), TimeSpan.FromMinutes(10));

    [TestMethod]
    public void A_test_that_burns_the_processor_fails_and_is_left_behind()
    {
        using var ends = new CancellationTokenSource();
        var test = new FakeTest(() =>
        {
            while (!ends.IsCancellationRequested)
            {
            }
        });

        TestResult result = Run(test, Short);
        ends.Cancel();

        Assert.AreEqual(UnitTestOutcome.Failed, result.Outcome);
        Assert.MatchesRegex(@"^Some\.Test has used \d+\.\d s of the processor, allowed are 0\.3$", result.TestFailureException!.Message);
    }

    [TestMethod]
    public void A_test_that_waits_for_what_never_comes_fails_by_the_clock()
    {
        using var never = new ManualResetEventSlim();
        var test = new FakeTest(never.Wait);

        TestResult result = Run(test, new TimeLimit(TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(1)));
        never.Set();

        Assert.AreEqual(UnitTestOutcome.Failed, result.Outcome);
        Assert.StartsWith("Some.Test has waited for ", result.TestFailureException!.Message);
    }

    [TestMethod]
    public void A_test_that_others_keep_from_the_processor_does_not_fail()
    {
        bool ends = false;
        var others = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref ends))
            {
            }
        })).ToList();
        others.ForEach(other => other.Start());
        // It waits for three times its processor time, and uses none.
        var test = new FakeTest(() => Thread.Sleep(900));

        TestResult result = Run(test, Short);
        Volatile.Write(ref ends, true);
        others.ForEach(other => other.Join());

        Assert.AreEqual(UnitTestOutcome.Passed, result.Outcome);
    }

    [TestMethod]
    public void A_limit_is_that_of_the_method_or_of_its_class_or_the_ordinary_one()
    {
        double times = TimeLimit.Of(Method(nameof(A_limit_is_that_of_the_method_or_of_its_class_or_the_ordinary_one))).Processor.TotalSeconds / ProcessorSecondsAttribute.Default;

        Assert.AreEqual(1 * times, TimeLimit.Of(typeof(PlantedLoops).GetMethod(nameof(PlantedLoops.A_test_beside_planted_loops))!).Processor.TotalSeconds);
        Assert.AreEqual(7 * times, TimeLimit.Of(Method(nameof(Seven))).Processor.TotalSeconds);
        Assert.AreEqual(600 * times, TimeLimit.Of(Method(nameof(Seven))).Clock.TotalSeconds);
        Assert.IsNull(Short.WhyOver(Short.Processor, Short.Clock));
        Assert.AreEqual("has used 0.4 s of the processor, allowed are 0.3", Short.WhyOver(TimeSpan.FromSeconds(0.4), TimeSpan.Zero));
        Assert.AreEqual("has waited for 601.0 s, allowed are 600.0", Short.WhyOver(TimeSpan.Zero, TimeSpan.FromSeconds(601)));
    }

    [TestMethod]
    public void Every_test_class_of_this_assembly_has_limits()
    {
        string[] without = [.. typeof(TimeLimitTests).Assembly.GetTypes().Where(type => type.GetCustomAttribute<Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute>() is { } attribute && attribute is not LimitedTestClassAttribute).Select(type => type.FullName!)];

        Assert.IsEmpty(without);
    }

    [TestMethod]
    public void Loops_without_end_fail_by_their_names_in_a_run_of_tests_and_the_others_pass()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(TimeLimitTests).Assembly.Location, "--no-progress", "--no-ansi", "--filter", "FullyQualifiedName~PlantedLoops"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["IPA_PLANTED_LOOPS"] = "1";
        using Process run = Process.Start(start)!;
        Task<string> error = run.StandardError.ReadToEndAsync();
        string output = run.StandardOutput.ReadToEnd();
        run.WaitForExit();

        Assert.AreEqual(2, run.ExitCode, output + error.Result);
        Assert.Contains("failed: 2\n", output.Replace("\r", "", StringComparison.Ordinal));
        Assert.Contains("succeeded: 1\n", output);
        Assert.Contains("PlantedLoops.A_planted_loop_that_burns_the_processor has used ", output);
        Assert.Contains("PlantedLoops.A_planted_loop_of_events_in_virtual_time has used ", output);
    }

    [ProcessorSeconds(7)]
    private static void Seven()
    {
    }

    private static MethodInfo Method(string name) => typeof(TimeLimitTests).GetMethod(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)!;

    private static TestResult Run(FakeTest test, TimeLimit limit) => new LimitedTestMethodAttribute(new TestMethodAttribute()) { Limit = limit }.ExecuteAsync(test).Result.Single();

    private sealed class FakeTest(Action body) : ITestMethod
    {
        public string TestMethodName => "Test";

        public string TestClassName => "Some";

        public Type ReturnType => typeof(void);

        public object?[]? Arguments => null;

        public ParameterInfo[] ParameterTypes => [];

        public MethodInfo MethodInfo => body.Method;

        public Task<TestResult> InvokeAsync(object?[]? arguments)
        {
            body();
            return Task.FromResult(new TestResult { Outcome = UnitTestOutcome.Passed });
        }

        public Attribute[] GetAllAttributes() => [];

        public TAttribute[] GetAttributes<TAttribute>()
            where TAttribute : Attribute => [];
    }
}
