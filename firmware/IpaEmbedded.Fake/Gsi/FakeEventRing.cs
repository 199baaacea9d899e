using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>The GSI's own state of one event ring.</summary>
internal sealed class FakeEventRing
{
    internal readonly int Number;
    internal readonly FakeRing Ring = new FakeRing();
    internal uint State;

    /// <summary>The channels that have their events written here, a bit each.</summary>
    internal uint Channels;
    internal bool FullReported;
    internal EventLoopTimer Moderation;

    internal FakeEventRing(int number)
    {
        Number = number;
    }
}
