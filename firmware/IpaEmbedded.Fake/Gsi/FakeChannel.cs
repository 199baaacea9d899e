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

    /// <summary>Elements that a chain may have, as the driver programmed it.</summary>
    internal uint Outstanding;

    /// <summary>Where the memory of its buffers was found last.</summary>
    internal int BufferHint;
    internal int Endpoint = -1;
    internal int StopsLeft;

    /// <summary>A doorbell that was rung and has not come yet.</summary>
    internal uint LateDoorbell;
    internal bool IsDoorbellLate;
    internal bool Held;

    /// <summary>It was held back, and has not executed yet what was handed over meanwhile.</summary>
    internal bool IsBehind;

    /// <summary>Opcode of the last command, executed or not.</summary>
    internal uint Asked;

    /// <summary>Whether it was started since it was allocated.</summary>
    internal bool WasStarted;

    /// <summary>Whether a command was given since the context was read last.</summary>
    internal bool IsStateUnread;
    internal bool Running;
    internal bool ChainReported;
    internal EventLoopTimer DoorbellTimer;

    internal FakeChannel(int number)
    {
        Number = number;
    }
}
