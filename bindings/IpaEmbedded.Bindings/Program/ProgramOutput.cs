using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Numbers and texts of a rule program as they are written; each text is kept once, in a table that parts share.</summary>
internal sealed class ProgramOutput
{
    private readonly MemoryStream _bytes = new();
    private readonly Dictionary<string, int> _texts;
    private int _offset;

    public ProgramOutput()
    {
        _texts = new Dictionary<string, int>(StringComparer.Ordinal);
    }

    /// <summary>Another part with the same table of texts.</summary>
    public ProgramOutput(ProgramOutput other)
    {
        _texts = other._texts;
    }

    /// <summary>Bytes written so far.</summary>
    public int Length => (int)_bytes.Length;

    /// <summary>A number that is not negative.</summary>
    public void Count(long value)
    {
        for (ulong rest = (ulong)value; ;)
        {
            _bytes.WriteByte((byte)(rest < 0x80 ? rest : rest | 0x80));
            rest >>= 7;
            if (rest == 0)
            {
                return;
            }
        }
    }

    public void Number(long value) => Count((value << 1) ^ (value >> 63));

    public void Flag(bool value) => _bytes.WriteByte(value ? (byte)1 : (byte)0);

    public void Text(string? value)
    {
        if (value is null)
        {
            Count(0);
            return;
        }
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, value, out bool exists);
        index = exists ? index : _texts.Count;
        Count(index);
    }

    /// <summary>A place, relative to the one before.</summary>
    public void Place(SourceSpan span)
    {
        Number(span.Offset - _offset);
        Count(span.Length);
        _offset = span.Offset;
    }

    /// <summary>From here on places do not refer to those before.</summary>
    public void RestartPlaces() => _offset = 0;

    /// <summary>A value with all that lies in it.</summary>
    public void Value(SchemaValue value)
    {
        bool isBig = value.Kind == SchemaKind.Integer && value.Integer != (Int128)(long)value.Integer;
        Count((int)value.Kind | (value.StatesNumberCount || value.IsTrue || isBig ? ProgramInput.Marked : 0));
        Place(value.Span);
        switch (value.Kind)
        {
            case SchemaKind.Integer when isBig:
                Number((long)(value.Integer >> 64));
                Number((long)(ulong)value.Integer);
                break;
            case SchemaKind.Integer:
                Number((long)value.Integer);
                break;
            case SchemaKind.Number:
                Number(BitConverter.DoubleToInt64Bits(value.Number));
                break;
            case SchemaKind.String:
                Text(value.Text);
                break;
            case SchemaKind.List:
                Count(value.Items.Count);
                value.Items.ForEach(Value);
                break;
            case SchemaKind.Map:
                Count(value.Entries.Count);
                foreach (SchemaEntry entry in value.Entries)
                {
                    Text(entry.Key);
                    Place(entry.KeySpan);
                    Value(entry.Value);
                }
                break;
        }
    }

    public ReadOnlySpan<byte> Bytes => _bytes.GetBuffer().AsSpan(0, Length);

    /// <summary>The table of all texts: their number, where each ends, their bytes.</summary>
    public byte[] TextTable()
    {
        byte[][] texts = [.. _texts.Keys.Select(Encoding.UTF8.GetBytes)];
        var table = new byte[4 + (4 * texts.Length) + texts.Sum(each => each.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(table, texts.Length);
        int end = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i].CopyTo(table, 4 + (4 * texts.Length) + end);
            end += texts[i].Length;
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4 + (4 * i)), end);
        }
        return table;
    }
}
