using IpaEmbedded.Qualcomm.Smem;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>SMEM with the one item of the kit, at the kit's address.</summary>
internal sealed class RecordedSmem(TraceWriter trace) : SharedMemoryItems
{
    /// <summary>Physical address of item 497 in every trace: not page aligned.</summary>
    private const ulong ItemAddress = 0x86008340;

    private int _size;

    public override bool Allocate(int host, int item, int size)
    {
        trace.Write("smem", $"\"op\":\"alloc\",\"host\":{host},\"item\":{item},\"len\":{size}");
        _size = size;
        return true;
    }

    public override ulong Find(int host, int item, out int size)
    {
        trace.Write("smem", $"\"op\":\"get\",\"host\":{host},\"item\":{item}");
        size = _size;
        return ItemAddress;
    }
}
