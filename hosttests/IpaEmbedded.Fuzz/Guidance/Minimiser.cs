namespace IpaEmbedded.Fuzz;

/// <summary>Makes an input shorter as long as it breaks the same rule.</summary>
public static class Minimiser
{
    /// <summary>Most inputs that are tried for one finding.</summary>
    public const int MaximumAttempts = 2000;

    /// <summary>Leaves out pieces, from halves down to single bytes, and then makes the bytes that are left plain.</summary>
    public static byte[] Shorten(byte[] input, Func<byte[], bool> breaksTheSame, int attempts = MaximumAttempts)
    {
        byte[] best = input;
        for (int piece = Math.Max(1, input.Length / 2); piece > 0; piece /= 2)
        {
            for (int at = 0; at + piece <= best.Length && attempts > 0; attempts--)
            {
                byte[] candidate = [.. best.AsSpan(0, at), .. best.AsSpan(at + piece)];
                if (breaksTheSame(candidate))
                {
                    best = candidate;
                }
                else
                {
                    at += piece;
                }
            }
        }
        for (int at = 0; at < best.Length && attempts > 0; at++)
        {
            if (best[at] is (byte)' ' or 0)
            {
                continue;
            }
            byte[] candidate = [.. best];
            candidate[at] = (byte)' ';
            attempts--;
            if (breaksTheSame(candidate))
            {
                best = candidate;
            }
        }
        return best;
    }
}
