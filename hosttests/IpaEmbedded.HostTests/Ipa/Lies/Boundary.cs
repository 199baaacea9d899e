namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>Where numbers go wrong.</summary>
internal static class Boundary
{
    /// <summary>Values of so many bytes around a real one and at the ends of their range, each once, without the real one.</summary>
    public static IReadOnlyList<ulong> Values(int bytes, ulong real, params ulong[] also)
    {
        ulong max = bytes == 8 ? ulong.MaxValue : (1ul << 8 * bytes) - 1;
        ulong sign = (max >> 1) + 1;
        ulong[] all = [0, 1, 2, max, max - 1, max >> 1, sign, sign + 1, real + 1, real - 1, real * 2, real >> 1, ~real, .. also];
        return [.. all.Select(value => value & max).Distinct().Where(value => value != (real & max))];
    }

    public static ulong Read(ReadOnlySpan<byte> bytes, int at, int size)
    {
        ulong value = 0;
        for (int i = 0; i < size; i++) { value |= (ulong)bytes[at + i] << 8 * i; }
        return value;
    }

    public static void Write(Span<byte> bytes, int at, int size, ulong value)
    {
        for (int i = 0; i < size; i++) { bytes[at + i] = (byte)(value >> 8 * i); }
    }
}
