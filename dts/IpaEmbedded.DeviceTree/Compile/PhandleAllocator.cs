using System.Buffers.Binary;

namespace IpaEmbedded.DeviceTree;

/// <summary>Gives a node its number when it is first referred to: 1, 2, 3 ... without those that the source states.</summary>
internal sealed class PhandleAllocator(Dictionary<int, Node> taken, PhandleFormat format)
{
    private readonly Dictionary<int, Node> _taken = taken;
    private readonly PhandleFormat _format = format;
    private uint _next = 1;

    public uint PhandleOf(Node node)
    {
        if (node.Phandle != 0)
        {
            return node.Phandle;
        }
        while (_taken.ContainsKey((int)_next))
        {
            _next++;
        }
        uint phandle = _next++;
        node.Phandle = phandle;
        if ((_format & PhandleFormat.Legacy) != 0 && node.FindProperty("linux,phandle") is null)
        {
            node.AppendProperty(MakeProperty("linux,phandle", node, phandle));
        }
        if ((_format & PhandleFormat.Standard) != 0 && node.FindProperty("phandle") is null)
        {
            node.AppendProperty(MakeProperty("phandle", node, phandle));
        }
        return phandle;
    }

    private static Property MakeProperty(string name, Node node, uint phandle)
    {
        var value = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(value, phandle);
        return new Property(name, node, value);
    }
}
