namespace IpaEmbedded.Fuzz.Planted;

/// <summary>
/// Breaks behind comparisons that stand one inside the other. To be right in all of them at once, chance needs
/// millions of millions of inputs; one after the other takes thousands.
/// </summary>
public sealed class NestedTarget : PlantedTarget
{
    public override string Name => "planted-nested";

    public override string? Execute(byte[] input)
    {
        if (input.Length >= 3 && input[0] == 'B')
        {
            if (input[1] == 'u')
            {
                if (input[2] == 'g')
                {
                    throw new InvalidOperationException("planted");
                }
            }
        }
        return null;
    }
}
