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

    /// <summary>Whether a command was given since the context was read last.</summary>
    internal bool IsStateUnread;

    /// <summary>Events that were written since the last doorbell.</summary>
    internal int Unanswered;
    internal EventLoopTimer Moderation;

    internal FakeEventRing(int number)
    {
        Number = number;
    }
}
