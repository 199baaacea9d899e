using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>The GSI's own state of one event ring.</summary>
internal sealed class FakeEventRing
{
    internal readonly int Number;
    internal readonly FakeRing Ring = new FakeRing();
    internal uint State;
    internal bool FullReported;
    internal EventLoopTimer Moderation;

    internal FakeEventRing(int number)
    {
        Number = number;
    }
}
