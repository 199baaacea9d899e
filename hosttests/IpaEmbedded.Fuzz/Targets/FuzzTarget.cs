namespace IpaEmbedded.Fuzz;

/// <summary>One thing that reads input from outside, and the rules that it must keep whatever comes in.</summary>
public abstract class FuzzTarget
{
    /// <summary>The name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Valid inputs to begin with.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Pieces that mean something to the reader and that chance would not find.</summary>
    public virtual IReadOnlyList<byte[]> Dictionary => [];

    /// <summary>Changes that know the format, besides those that every target has.</summary>
    public virtual IReadOnlyList<Mutation> Mutations => [];

    /// <summary>Names of the assemblies whose coverage guides the search.</summary>
    public virtual IReadOnlyList<string> Assemblies => ["IpaEmbedded.DeviceTree"];

    /// <summary>Most bytes of an input; longer ones are cut.</summary>
    public virtual int MaximumBytes => 4096;

    /// <summary>Most milliseconds of CPU that one input may take.</summary>
    public virtual int MaximumMilliseconds => 1000;

    /// <summary>Most bytes that one input may allocate.</summary>
    public virtual long MaximumAllocation => 256 << 20;

    /// <summary>How many times as long as one of the others an execution takes; a run of all targets makes so many fewer.</summary>
    public virtual int Cost => 1;

    /// <summary>Gives one input to the reader. Any exception is a finding too.</summary>
    /// <returns>The rule that was broken, the same words for every input that breaks it; null if none was.</returns>
    public abstract string? Execute(byte[] input);
}
