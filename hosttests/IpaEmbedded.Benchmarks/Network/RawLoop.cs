using System.Runtime.InteropServices;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>
/// The floor: the work of the data path with raw pointers and no structure. Per packet a receive event, its buffer, one line touched, a transfer
/// element; then the event of that, the buffer to the free stack and an element that gives one back. Rings have 512 entries, buffers 2 KB.
/// What the chip says is checked as in the driver.
/// </summary>
internal sealed unsafe class RawLoop
{
    private const int RxPointer = 0;
    private const int TxPointer = 1;
    private const int RxDoorbell = 2;
    private const int TxDoorbell = 3;
    private const int RxEventDoorbell = 4;
    private const int TxEventDoorbell = 5;
    private const int Entries = 512;
    private const uint Mask = Entries - 1;
    private const int BufferSize = 2048;
    private const int RxChannel = 6;
    private const int TxChannel = 3;
    private const ulong Element = (ulong)((2u << 16) | (1u << 9)) << 32;

    private readonly LoopState* _state = (LoopState*)Memory(sizeof(LoopState));

    /// <summary>Creates a loop whose packets are that long; with <paramref name="copy"/> each is written into its buffer.</summary>
    public RawLoop(int length, bool copy)
    {
        LoopState* s = _state;
        s->Registers = (uint*)Memory(64);
        s->RxRing = (ulong*)Memory(Entries * 16);
        s->RxEvents = (ulong*)Memory(Entries * 16);
        s->TxRing = (ulong*)Memory(Entries * 16);
        s->TxEvents = (ulong*)Memory(Entries * 16);
        s->Buffers = Memory(2048 * BufferSize);
        s->Packet = Memory(BufferSize);
        s->BufferBase = 0x180000000;
        s->RxBase = 0x190000000;
        s->TxBase = 0x1a0000000;
        s->RxHandle = (int*)Memory(Entries * 4);
        s->TxHandle = (int*)Memory(Entries * 4);
        s->Free = (int*)Memory(2048 * 4);
        s->Copy = copy ? length : 0;
        for (int i = 0; i < Entries; i++)
        {
            s->RxHandle[i] = i;
            s->RxEvents[i * 2] = s->RxBase + ((ulong)i * 16);
            s->RxEvents[(i * 2) + 1] = (uint)length | (2ul << 48) | ((ulong)RxChannel << 56);
            s->TxEvents[i * 2] = s->TxBase + ((ulong)i * 16);
            s->TxEvents[(i * 2) + 1] = (uint)length | (2ul << 48) | ((ulong)TxChannel << 56);
        }
        for (int i = Entries; i < 2048; i++) { s->Free[s->FreeCount++] = i; }
    }

    /// <summary>The state, for the loop in C.</summary>
    public LoopState* State => _state;

    /// <summary>Moves that many batches through.</summary>
    public void Run(int batch, int rounds)
    {
        for (int round = 0; round < rounds; round++) { Round(_state, (uint)batch); }
        if (_state->Bad != 0) { throw new InvalidOperationException("the loop has met an event that it did not write"); }
    }

    private static void Round(LoopState* s, uint batch)
    {
        uint* registers = s->Registers;
        Volatile.Write(ref registers[RxPointer], ((s->RxRead + batch) & Mask) * 16);
        uint end = Volatile.Read(ref registers[RxPointer]) >> 4;
        uint read = s->RxRead;
        uint write = s->TxWrite;
        if (end >= Entries)
        {
            s->Bad++;
            return;
        }
        while (read != end)
        {
            ulong address = Volatile.Read(ref s->RxEvents[read * 2]);
            ulong rest = Volatile.Read(ref s->RxEvents[(read * 2) + 1]);
            ulong offset = address - s->RxBase;
            uint length = (uint)rest & 0xffff;
            read = (read + 1) & Mask;
            if ((int)(rest >> 56) != RxChannel || offset >= Entries * 16 || (offset & 15) != 0 || length > BufferSize)
            {
                s->Bad++;
                continue;
            }
            int handle = s->RxHandle[offset >> 4];
            byte* data = s->Buffers + ((nint)handle * BufferSize);
            s->RxPackets++;
            s->RxBytes += length;
            s->Sum += Volatile.Read(ref *(uint*)data);
            if (s->Copy != 0) { Buffer.MemoryCopy(s->Packet, data, BufferSize, s->Copy); }
            Volatile.Write(ref s->TxRing[write * 2], s->BufferBase + ((ulong)handle * BufferSize));
            Volatile.Write(ref s->TxRing[(write * 2) + 1], Element | length);
            s->TxHandle[write] = handle;
            write = (write + 1) & Mask;
        }
        s->RxRead = read;
        Volatile.Write(ref registers[RxEventDoorbell], read * 16);
        s->TxWrite = write;
        Volatile.Write(ref registers[TxDoorbell], write * 16);

        Volatile.Write(ref registers[TxPointer], write * 16);
        end = Volatile.Read(ref registers[TxPointer]) >> 4;
        read = s->TxRead;
        if (end >= Entries)
        {
            s->Bad++;
            return;
        }
        while (read != end)
        {
            ulong address = Volatile.Read(ref s->TxEvents[read * 2]);
            ulong rest = Volatile.Read(ref s->TxEvents[(read * 2) + 1]);
            ulong offset = address - s->TxBase;
            read = (read + 1) & Mask;
            if ((int)(rest >> 56) != TxChannel || offset >= Entries * 16 || (offset & 15) != 0)
            {
                s->Bad++;
                continue;
            }
            s->TxPackets++;
            s->TxBytes += (uint)rest & 0xffff;
            s->Free[s->FreeCount++] = s->TxHandle[offset >> 4];
        }
        s->TxRead = read;
        Volatile.Write(ref registers[TxEventDoorbell], read * 16);

        write = s->RxWrite;
        for (uint i = 0; i < batch; i++)
        {
            int handle = s->Free[--s->FreeCount];
            Volatile.Write(ref s->RxRing[write * 2], s->BufferBase + ((ulong)handle * BufferSize));
            Volatile.Write(ref s->RxRing[(write * 2) + 1], Element | BufferSize);
            s->RxHandle[write] = handle;
            write = (write + 1) & Mask;
        }
        s->RxWrite = write;
        Volatile.Write(ref registers[RxDoorbell], write * 16);
    }

    private static byte* Memory(int bytes)
    {
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 4096);
        NativeMemory.Clear(memory, (nuint)bytes);
        return memory;
    }
}
