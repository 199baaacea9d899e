namespace IpaEmbedded.Fuzz.Planted;

/// <summary>Recurses without end for inputs that begin with D, which kills the process.</summary>
public sealed class DeadlyTarget : PlantedTarget
{
    public override string Name => "planted-deadly";

    public override string? Execute(byte[] input) => input.Length > 0 && input[0] == 'D' ? Deeper(input, 0).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    private static int Deeper(byte[] input, int depth) => input[0] == 'D' ? Deeper(input, depth + 1) + 1 : depth;
}
