namespace IpaEmbedded.Cli.Boot;

/// <summary>What became of a fault that was asked for: when it happened first, in virtual time (null if it never did), how often, and how many occasions there were.</summary>
public sealed record FaultResult(FaultName Fault, long? Microseconds, int Times, int Occasions)
{
    /// <summary>One sentence without its full stop.</summary>
    public override string ToString() => Microseconds is { } time
        ? FormattableString.Invariant($"fault {Fault} fired at {time / 1000.0:0.000} ms") + (Times > 1 ? $" and {Times - 1} times more" : "")
        : $"fault {Fault} never fired: {Fault.Describe(Occasions)}";
}
