using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.Simulator;

/// <summary>Elements of the largest rings and bytes of receive buffers; 0 elements leave both as upstream has them.</summary>
/// <param name="Elements">A power of two from 64, or 0.</param>
/// <param name="BufferBytes">Bytes of a receive buffer.</param>
public readonly record struct RingSize(int Elements, int BufferBytes)
{
    /// <summary>The sizes that seeds choose from.</summary>
    public static IReadOnlyList<RingSize> All { get; } = [new(0, 0), new(64, 4096), new(128, 4096), new(64, 8192), new(256, 8192)];

    /// <summary>The sizes for a driver.</summary>
    internal RingProfile Profile => Elements == 0 ? RingProfile.Upstream : new RingProfile(Elements, BufferBytes);

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything that is none of <see cref="All"/>.</summary>
    public static RingSize? Parse(string text)
    {
        foreach (RingSize size in All)
        {
            if (size.ToString() == text)
            {
                return size;
            }
        }
        return null;
    }

    /// <summary>As a plan writes it: <c>64x4096</c>, or <c>upstream</c>.</summary>
    public override string ToString() => Elements == 0 ? "upstream" : $"{Elements}x{BufferBytes}";
}
