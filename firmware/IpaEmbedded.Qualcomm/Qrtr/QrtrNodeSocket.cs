using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>A socket of this node, with its port and what it has looked up.</summary>
public sealed class QrtrNodeSocket : QrtrSocket
{
    internal const int MaxLookups = 8;

    internal readonly uint[] LookupService = new uint[MaxLookups];
    internal readonly uint[] LookupInstance = new uint[MaxLookups];
    internal readonly bool[] LookupAnswered = new bool[MaxLookups];

    /// <summary>Number of the last announcement that a lookup was told of, or passed over.</summary>
    internal readonly long[] LookupHeard = new long[MaxLookups];
    internal int LookupCount;
    internal QrtrSocketHandler Handler;
    internal bool IsClosed;
    private readonly QrtrNode _node;
    private readonly uint _port;

    internal QrtrNodeSocket(QrtrNode node, uint port)
    {
        _node = node;
        _port = port;
    }

    /// <summary>Port of this socket.</summary>
    public uint Port
    {
        get { return _port; }
    }

    /// <inheritdoc/>
    public override void SetHandler(QrtrSocketHandler handler)
    {
        Handler = handler;
    }

    /// <inheritdoc/>
    public override void AddServer(uint service, uint version, uint instance)
    {
        RequireOpen();
        _node.AddServer(this, service, InstanceWord(version, instance));
    }

    /// <inheritdoc/>
    public override void AddLookup(uint service, uint version, uint instance)
    {
        RequireOpen();
        if (LookupCount == MaxLookups) { throw new HardwareException("QRTR socket 0x" + _port.ToString("X") + " has eight lookups already"); }
        LookupService[LookupCount] = service;
        LookupInstance[LookupCount] = InstanceWord(version, instance);
        LookupAnswered[LookupCount] = false;
        LookupHeard[LookupCount] = 0;
        LookupCount++;
        _node.ScheduleLocal();
    }

    /// <inheritdoc/>
    public override void Send(uint node, uint port, byte[] data, int length)
    {
        RequireOpen();
        _node.SendData(this, node, port, data, length);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (IsClosed) { return; }
        IsClosed = true;
        Handler = null;
        LookupCount = 0;
        _node.Remove(this);
    }

    /// <summary>How version and instance of a service share one word on the wire.</summary>
    internal static uint InstanceWord(uint version, uint instance)
    {
        return version | (instance << 8);
    }

    internal bool Matches(int lookup, uint service, uint instance)
    {
        return LookupService[lookup] == service && (LookupInstance[lookup] == 0 || LookupInstance[lookup] == instance);
    }

    private void RequireOpen()
    {
        if (IsClosed) { throw new HardwareException("QRTR socket 0x" + _port.ToString("X") + " is closed"); }
    }
}
