namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The state of the loop that the driver is held against, laid out as in <c>loop.c</c>.</summary>
internal unsafe struct LoopState
{
    public uint* Registers;
    public ulong* RxRing;
    public ulong* RxEvents;
    public ulong* TxRing;
    public ulong* TxEvents;
    public byte* Buffers;
    public byte* Packet;
    public ulong BufferBase;
    public ulong RxBase;
    public ulong TxBase;
    public int* RxHandle;
    public int* TxHandle;
    public int* Free;
    public int FreeCount;
    public int Copy;
    public uint RxRead;
    public uint RxWrite;
    public uint TxRead;
    public uint TxWrite;
    public ulong RxPackets;
    public ulong RxBytes;
    public ulong TxPackets;
    public ulong TxBytes;
    public ulong Bad;
    public ulong Sum;
}
