namespace IpaEmbedded.Mutants.Running;

/// <summary>What a test takes and reaches without any mutant.</summary>
/// <param name="Name">The test.</param>
/// <param name="Milliseconds">Processor time, of the second run.</param>
/// <param name="Steps">Steps by assembly, the greater of two runs.</param>
/// <param name="First">Mutants that the first run in a process reached, a bit each, as base64.</param>
/// <param name="Second">Mutants that the second one reached.</param>
public sealed record TestProfile(string Name, double Milliseconds, long[] Steps, string First, string Second)
{
    private const int LeastMilliseconds = 3000;
    private const int TimesLonger = 10;
    private const int LeastSteps = 200_000;
    private const int TimesMoreSteps = 10;

    /// <summary>What it may take with a mutant.</summary>
    public TestLimit Limit => new(Name, LeastMilliseconds + (int)(TimesLonger * Milliseconds), [.. Steps.Select(steps => LeastSteps + (TimesMoreSteps * steps))]);
}
