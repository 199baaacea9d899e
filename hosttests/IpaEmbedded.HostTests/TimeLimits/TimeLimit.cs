using System.Globalization;
using System.Reflection;

namespace IpaEmbedded.HostTests.TimeLimits;

/// <summary>How long a test may take.</summary>
/// <param name="Processor">Most processor time of its thread.</param>
/// <param name="Clock">Most time by the clock, for a test that waits for what never comes.</param>
public sealed record TimeLimit(TimeSpan Processor, TimeSpan Clock)
{
    /// <summary>How often a test is looked at.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    // For a test without many seconds of its own.
    private static readonly TimeSpan Clocked = TimeSpan.FromMinutes(10);

    // Where code runs slower, as under a counter of coverage: so many times as long.
    private static readonly double Times = double.TryParse(Environment.GetEnvironmentVariable("IPA_TEST_PATIENCE"), CultureInfo.InvariantCulture, out double times) ? times : 1;

    /// <summary>That of a test, from the attribute of the method or its class.</summary>
    public static TimeLimit Of(MethodInfo method)
    {
        int seconds = (method.GetCustomAttribute<ProcessorSecondsAttribute>() ?? method.DeclaringType?.GetCustomAttribute<ProcessorSecondsAttribute>())?.Seconds ?? ProcessorSecondsAttribute.Default;
        var processor = TimeSpan.FromSeconds(seconds);
        return new TimeLimit(processor * Times, (processor * 2 > Clocked ? processor * 2 : Clocked) * Times);
    }

    /// <summary>What is to be said of a test that has taken so much; null if it may go on.</summary>
    public string? WhyOver(TimeSpan processor, TimeSpan clock) =>
        processor > Processor ? Said("has used", processor, " of the processor", Processor)
        : clock > Clock ? Said("has waited for", clock, "", Clock)
        : null;

    private static string Said(string did, TimeSpan taken, string what, TimeSpan allowed) => string.Create(CultureInfo.InvariantCulture, $"{did} {taken.TotalSeconds:F1} s{what}, allowed are {allowed.TotalSeconds:F1}");
}
