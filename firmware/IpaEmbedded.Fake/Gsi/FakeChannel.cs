using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>The GSI's own state of one channel.</summary>
internal sealed class FakeChannel
{
    internal readonly int Number;
    internal readonly FakeRing Ring = new FakeRing();
    internal uint State;
    internal bool ToIpa;
    internal int EventRing;
    internal int Endpoint = -1;
    internal int StopsLeft;
    internal bool Held;
    internal bool Running;
    internal bool ChainReported;
    internal EventLoopTimer DoorbellTimer;

    internal FakeChannel(int number)
    {
        Number = number;
    }
}
