namespace IpaEmbedded.Fake;

/// <summary>Runs one channel when the latency of its doorbell is over.</summary>
internal sealed class ChannelRun
{
    private readonly TransferEngine _engine;
    private readonly FakeChannel _channel;

    internal ChannelRun(TransferEngine engine, FakeChannel channel)
    {
        _engine = engine;
        _channel = channel;
    }

    internal void Run()
    {
        _engine.Run(_channel);
    }
}
