using System.Buffers.Binary;
using System.Text;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>Writes a flattened tree node by node, from the specification; for trees by the hundred thousand.</summary>
internal sealed class BlobBuilder
{
    private readonly MemoryStream _structure = new();
    private readonly MemoryStream _strings = new();
    private readonly MemoryStream _reservations = new();
    private readonly Dictionary<string, uint> _names = [];

    public void Begin(string name)
    {
        Cell(_structure, 1);
        Bytes(Encoding.ASCII.GetBytes(name + "\0"));
    }

    public void End() => Cell(_structure, 2);

    public void Reserve(ulong address, ulong size)
    {
        Pair(address);
        Pair(size);
    }

    public void Property(string name, params uint[] cells)
    {
        Head(name, cells.Length * 4);
        foreach (uint cell in cells) { Cell(_structure, cell); }
    }

    public void Text(string name, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text + "\0");
        Head(name, bytes.Length);
        Bytes(bytes);
    }

    public byte[] Build()
    {
        Pair(0);
        Pair(0);
        Cell(_structure, 9);
        uint structure = 40 + (uint)_reservations.Length;
        uint strings = structure + (uint)_structure.Length;
        uint[] header = [0xd00dfeed, strings + (uint)_strings.Length, structure, strings, 40, 17, 16, 0, (uint)_strings.Length, (uint)_structure.Length];
        var blob = new MemoryStream();
        foreach (uint word in header) { Cell(blob, word); }
        _reservations.WriteTo(blob);
        _structure.WriteTo(blob);
        _strings.WriteTo(blob);
        return blob.ToArray();
    }

    private void Head(string name, int length)
    {
        if (!_names.TryGetValue(name, out uint at))
        {
            at = (uint)_strings.Length;
            _names.Add(name, at);
            _strings.Write(Encoding.ASCII.GetBytes(name + "\0"));
        }

        Cell(_structure, 3);
        Cell(_structure, (uint)length);
        Cell(_structure, at);
    }

    private void Bytes(byte[] bytes)
    {
        _structure.Write(bytes);
        _structure.Write(new byte[-bytes.Length & 3]);
    }

    private void Pair(ulong number)
    {
        Cell(_reservations, (uint)(number >> 32));
        Cell(_reservations, (uint)number);
    }

    private static void Cell(MemoryStream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }
}
