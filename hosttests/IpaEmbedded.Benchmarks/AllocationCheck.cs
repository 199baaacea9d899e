namespace IpaEmbedded.Benchmarks;

/// <summary>Counts the bytes that packets allocate: sending them, the whole way with the fake chip, completions and polls, and receiving them.</summary>
public static class AllocationCheck
{
    private const int Batch = 32;
    private const int WarmUpBatches = 64;
    private const int Batches = 1000;
    private const int Rounds = 5;
    private const int PacketBytes = 1400;

    /// <summary>Prints both counts; 1 if anything is allocated or packets were refused, else 0.</summary>
    public static int Run(TextWriter writer)
    {
        OpenLink link = OpenLink.Boot(PacketBytes);
        for (int i = 0; i < WarmUpBatches; i++)
        {
            link.SendBatch(Batch);
            link.Complete();
        }
        long sending = long.MaxValue;
        long whole = long.MaxValue;
        int sent = 0;
        // The runtime itself now and then allocates on this thread, once; what a packet allocates is there in every round.
        for (int round = 0; round < Rounds && whole > 0; round++)
        {
            sent = 0;
            long ofSends = 0;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Batches; i++)
            {
                long start = GC.GetAllocatedBytesForCurrentThread();
                sent += link.SendBatch(Batch);
                ofSends += GC.GetAllocatedBytesForCurrentThread() - start;
                link.Complete();
            }
            whole = Math.Min(whole, GC.GetAllocatedBytesForCurrentThread() - before);
            sending = Math.Min(sending, ofSends);
        }
        long receiving = Receiving(link, out int received);
        bool isFine = whole == 0 && receiving == 0 && sent == Batches * Batch && received == Batches * Batch;
        writer.WriteLine($"{sent} of {Batches * Batch} packets of {PacketBytes} bytes sent");
        writer.WriteLine($"sending: {sending} bytes allocated");
        writer.WriteLine($"sending, chip, completion and polls: {whole} bytes allocated");
        writer.WriteLine($"{received} of {Batches * Batch} packets of {PacketBytes} bytes received: {receiving} bytes allocated");
        return isFine ? 0 : 1;
    }

    private static long Receiving(OpenLink link, out int received)
    {
        long least = long.MaxValue;
        received = 0;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            ulong first = link.Board.Rmnet.Counters.RxPackets;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Batches; i++)
            {
                for (int n = 0; n < Batch; n++) { link.Board.Soc.Network.Inject(0, link.Packet, 0, link.Packet.Length); }
                link.Complete();
            }
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            received = (int)(link.Board.Rmnet.Counters.RxPackets - first);
        }
        return least;
    }
}
