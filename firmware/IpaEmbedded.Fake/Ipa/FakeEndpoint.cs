using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>The IPA's own state of one RX endpoint: the aggregation frame that is open, and frames that wait for a buffer.</summary>
internal sealed class FakeEndpoint
{
    internal readonly int Number;
    internal readonly byte[] Frame;
    internal readonly FrameBacklog Backlog;
    internal readonly EventLoopTimer Close;
    internal int FrameLength;
    internal int FramePackets;
    internal bool IsOpen;
    internal int Dropped;
    private readonly Pipeline _pipeline;

    internal FakeEndpoint(EventLoop loop, Pipeline pipeline, int number, int frameBytes, int backlogBytes)
    {
        _pipeline = pipeline;
        Number = number;
        Frame = new byte[frameBytes];
        Backlog = new FrameBacklog(backlogBytes);
        Close = new EventLoopTimer(loop, OnTimeLimit);
    }

    private void OnTimeLimit()
    {
        _pipeline.TimeLimit(this);
    }
}
