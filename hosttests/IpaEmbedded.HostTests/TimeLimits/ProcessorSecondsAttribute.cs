namespace IpaEmbedded.HostTests.TimeLimits;

/// <summary>A test that needs more processor time than the others.</summary>
/// <param name="seconds">Most seconds of the processor; ten times what it takes.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class ProcessorSecondsAttribute(int seconds) : Attribute
{
    /// <summary>What tests without the attribute have: sweeps of the suite take up to a minute.</summary>
    public const int Default = 45;

    /// <summary>Most seconds of the processor.</summary>
    public int Seconds { get; } = seconds;
}
