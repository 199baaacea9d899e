using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>Takes what an endpoint receives; called in a poll, and the bytes are valid only during the call.</summary>
public abstract class FrameSink
{
    /// <summary>A buffer's worth of data has arrived.</summary>
    public abstract void OnReceived(DmaMemory memory, int offset, int length);

    /// <summary>Whoever has sent is gone, and what it asked for is void; called as work.</summary>
    public virtual void OnSenderGone()
    {
    }
}
