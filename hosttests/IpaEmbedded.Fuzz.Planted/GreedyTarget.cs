namespace IpaEmbedded.Fuzz.Planted;

/// <summary>Allocates a MiB for inputs that begin with G, more than it may.</summary>
public sealed class GreedyTarget : PlantedTarget
{
    public override string Name => "planted-greedy";

    public override long MaximumAllocation => 512 * 1024;

    public override string? Execute(byte[] input) => input.Length > 0 && input[0] == 'G' && new byte[1024 * 1024].Length == 0 ? "" : null;
}
