namespace IpaEmbedded.Cli.Network;

/// <summary>What lies behind the modem: takes the packets that come out of it, and gives it others. Each packet is delivered or counted with a reason.</summary>
internal abstract class FarSide : IDisposable
{
    /// <summary>Packets that were delivered.</summary>
    public virtual long Delivered { get; protected set; }

    /// <summary>Packets that were not, by their reasons.</summary>
    public abstract IReadOnlyList<(string Reason, long Count)> Lost { get; }

    /// <summary>Whether every packet has an answer, so that packets have to wait while the modem has no room for answers.</summary>
    public virtual bool AnswersEach => false;

    /// <summary>What there is, for the line that says that the interface is up; given the addresses of the networks behind it.</summary>
    public abstract string Describe(IReadOnlyList<TunAddress> networks);

    /// <summary>The modem runs: begins to send.</summary>
    public virtual void Start()
    {
    }

    /// <summary>Sends nothing more by itself.</summary>
    public virtual void Stop()
    {
    }

    /// <summary>A packet has come out of the modem; the bytes are valid only during the call.</summary>
    public abstract void OnPacket(byte muxId, byte[] bytes, int offset, int length);

    /// <summary>The modem has room again after it had none.</summary>
    public virtual void OnRoom()
    {
    }

    public virtual void Dispose()
    {
    }
}
