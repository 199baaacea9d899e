using System.Buffers.Binary;
using System.Text;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Writes device tree blobs token by token, right or wrong as the test wants.</summary>
internal sealed class BlobBuilder
{
    private readonly List<byte> _structure = [];
    private readonly List<byte> _strings = [];

    public uint Version { get; set; } = 17;

    public uint LastCompatibleVersion { get; set; } = 16;

    /// <summary>What stands in the last byte of a name or value that does not fill its words, where a reader must not look.</summary>
    public byte LastPadding { get; set; }

    public List<(ulong Address, ulong Size)> Reservations { get; } = [];

    public BlobBuilder Begin(string name) => Token(1).Text(name);

    public BlobBuilder End() => Token(2);

    public BlobBuilder Nop() => Token(4);

    public BlobBuilder Finish() => Token(9);

    public BlobBuilder Property(string name, params byte[] value)
    {
        Token(3).Token((uint)value.Length).Token((uint)_strings.Count);
        _strings.AddRange(Encoding.Latin1.GetBytes(name + "\0"));
        _structure.AddRange(value);
        return Pad();
    }

    public BlobBuilder Cells(string name, params uint[] cells)
    {
        var bytes = new byte[cells.Length * 4];
        for (int i = 0; i < cells.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * 4), cells[i]);
        }
        return Property(name, bytes);
    }

    public BlobBuilder Strings(string name, params string[] strings) =>
        Property(name, Encoding.Latin1.GetBytes(string.Concat(strings.Select(text => text + "\0"))));

    public BlobBuilder Token(uint token)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, token);
        _structure.AddRange(bytes);
        return this;
    }

    /// <summary>Header of 40 bytes, reservations, structure, strings.</summary>
    public byte[] Build()
    {
        int structure = 40 + (Reservations.Count + 1) * 16;
        int strings = structure + _structure.Count;
        var blob = new byte[strings + _strings.Count];
        uint[] header = [0xd00dfeed, (uint)blob.Length, (uint)structure, (uint)strings, 40, Version, LastCompatibleVersion, 3, (uint)_strings.Count, (uint)_structure.Count];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(i * 4), header[i]);
        }
        for (int i = 0; i < Reservations.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(blob.AsSpan(40 + i * 16), Reservations[i].Address);
            BinaryPrimitives.WriteUInt64BigEndian(blob.AsSpan(48 + i * 16), Reservations[i].Size);
        }
        _structure.CopyTo(blob, structure);
        _strings.CopyTo(blob, strings);
        return blob;
    }

    /// <summary>The built blob with one 32-bit word replaced.</summary>
    public byte[] BuildWith(int offset, uint word)
    {
        byte[] blob = Build();
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(offset), word);
        return blob;
    }

    private BlobBuilder Text(string text)
    {
        _structure.AddRange(Encoding.Latin1.GetBytes(text + "\0"));
        return Pad();
    }

    private BlobBuilder Pad()
    {
        while (_structure.Count % 4 != 0)
        {
            _structure.Add(_structure.Count % 4 == 3 ? LastPadding : (byte)0);
        }
        return this;
    }
}
