namespace IpaEmbedded.Fuzz.Planted;

/// <summary>Never returns from inputs that begin with E.</summary>
public sealed class EndlessTarget : PlantedTarget
{
    public override string Name => "planted-endless";

    public override string? Execute(byte[] input)
    {
        int rounds = 0;
        while (input.Length > 0 && input[0] == 'E')
        {
            rounds++;
        }
        return rounds > 0 ? "left" : null;
    }
}
