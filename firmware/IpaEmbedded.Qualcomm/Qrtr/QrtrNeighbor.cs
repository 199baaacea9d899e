namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>One link of the node and the nodes that were heard over it.</summary>
internal sealed class QrtrNeighbor : QrtrLinkHandler
{
    private const int MaxNodes = 8;

    internal readonly QrtrLink Link;
    private readonly QrtrNode _owner;
    private readonly uint[] _nodes = new uint[MaxNodes];
    private int _count;
    private bool _up;

    /// <summary>Whether we said hello since the link came up or its last node left.</summary>
    internal bool HelloSent;

    internal QrtrNeighbor(QrtrNode owner, QrtrLink link)
    {
        _owner = owner;
        Link = link;
    }

    internal int NodeCount
    {
        get { return _count; }
    }

    public override void OnUp()
    {
        if (_up) { return; }
        _up = true;
        _owner.OnLinkUp(this);
    }

    public override void OnDown()
    {
        if (!_up) { return; }
        _up = false;
        HelloSent = false;
        _owner.OnLinkDown(this);
    }

    public override void OnPacket(byte[] packet, int length)
    {
        if (_up) { _owner.OnPacket(this, packet, length); }
    }

    internal uint NodeAt(int index)
    {
        return _nodes[index];
    }

    internal bool Knows(uint node)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_nodes[i] == node) { return true; }
        }
        return false;
    }

    internal bool Add(uint node)
    {
        if (_count == MaxNodes) { return false; }
        _nodes[_count++] = node;
        return true;
    }

    internal void Remove(uint node)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_nodes[i] != node) { _nodes[kept++] = _nodes[i]; }
        }
        _count = kept;
    }
}
