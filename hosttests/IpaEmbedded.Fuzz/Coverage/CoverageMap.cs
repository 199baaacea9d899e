using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// Which edges between basic blocks the last execution took, and how often: 64 KiB of counters, each for the pairs of
/// blocks whose numbers meet there. Instrumented code writes it; one thread at a time runs such code.
/// </summary>
public static unsafe class CoverageMap
{
    /// <summary>Number of counters; a power of two.</summary>
    public const int Size = 64 * 1024;

    private static readonly byte* Counters = (byte*)NativeMemory.AllocZeroed(Size);
    private static int _previous;

    /// <summary>The counters of the last execution.</summary>
    public static Span<byte> Edges => new(Counters, Size);

    /// <summary>What instrumented code calls at the start of a basic block.</summary>
    /// <param name="block">The block's number, below <see cref="Size"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Hit(int block)
    {
        Counters[block ^ _previous]++;
        _previous = block >> 1;
    }

    /// <summary>Forgets the last execution.</summary>
    public static void Clear()
    {
        Edges.Clear();
        _previous = 0;
    }
}
