using BenchmarkDotNet.Attributes;

namespace IpaEmbedded.Benchmarks;

/// <summary>What a packet costs from the interface through the ring, the fake chip and back to the completion.</summary>
[MemoryDiagnoser]
public class SendBenchmarks
{
    private const int Packets = 32;
    private OpenLink? _link;

    [Params(64, 1400)]
    public int PacketBytes { get; set; }

    [GlobalSetup]
    public void Boot() => _link = OpenLink.Boot(PacketBytes);

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Send_with_one_doorbell_per_batch()
    {
        int sent = _link!.SendBatch(Packets);
        _link.Complete();
        return sent;
    }
}
