using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Reads what <see cref="ProgramOutput"/> wrote, and nothing outside its part. Whatever does not fit is an <see cref="InvalidDataException"/>.</summary>
internal sealed class ProgramInput
{
    /// <summary>On the kind of a value: true, a number of 128 bits, or alternatives that state how many numbers there are.</summary>
    public const int Marked = 8;

    private const int Depth = 4 * Limits.FileDepth;

    private readonly byte[] _bytes;
    private readonly ProgramTexts _texts;
    private readonly int _end;
    private int _at;
    private int _offset;

    public ProgramInput(byte[] bytes, ProgramTexts texts, int start, int end)
    {
        if (start < 0 || end < start || end > bytes.Length)
        {
            throw new InvalidDataException();
        }
        _bytes = bytes;
        _texts = texts;
        _at = start;
        _end = end;
    }

    private int Left => _end - _at;

    /// <summary>How many things follow, each of which has at least a byte.</summary>
    public int Count() => Below(Left);

    /// <summary>A number that is less than another, or equal.</summary>
    public int Below(int most)
    {
        ulong value = Bits();
        return value <= (ulong)most ? (int)value : throw new InvalidDataException();
    }

    /// <summary>The place of one of so many things.</summary>
    public int Index(int count) => count > 0 ? Below(count - 1) : throw new InvalidDataException();

    public long Number()
    {
        ulong bits = Bits();
        return (long)(bits >> 1) ^ -(long)(bits & 1);
    }

    public int Int32() => Number() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw new InvalidDataException();

    public bool Flag() => Below(1) == 1;

    public string? TextOrNull() => Below(int.MaxValue) is > 0 and var index ? _texts[index - 1] : null;

    public string Text() => TextOrNull() ?? throw new InvalidDataException();

    public SourceSpan Place(SourceFile file)
    {
        long offset = _offset + Number();
        if (offset < 0 || offset > file.Text.Length)
        {
            throw new InvalidDataException();
        }
        _offset = (int)offset;
        return new SourceSpan(file, _offset, Below(file.Text.Length - _offset));
    }

    public void RestartPlaces() => _offset = 0;

    public SchemaValue Value(SourceFile file) => Value(file, Depth);

    private SchemaValue Value(SourceFile file, int depth)
    {
        int kind = Below((int)SchemaKind.Map + Marked);
        bool isMarked = (kind & Marked) != 0;
        SourceSpan span = Place(file);
        if (depth == 0)
        {
            throw new InvalidDataException();
        }
        switch ((SchemaKind)(kind & ~Marked))
        {
            case SchemaKind.Null:
                return SchemaValue.OfNull(span);
            case SchemaKind.Boolean:
                return SchemaValue.Of(isMarked, span);
            case SchemaKind.Integer:
                Int128 number = Number();
                return SchemaValue.Of(isMarked ? (number << 64) | (Int128)(ulong)Number() : number, span);
            case SchemaKind.Number:
                return SchemaValue.Of(BitConverter.Int64BitsToDouble(Number()), span);
            case SchemaKind.String:
                return SchemaValue.Of(Text(), span);
            case SchemaKind.List:
                SchemaValue list = SchemaValue.NewList(span);
                list.StatesNumberCount = isMarked;
                for (int left = Count(); left > 0; left--)
                {
                    list.Items.Add(Value(file, depth - 1));
                }
                return list;
            case SchemaKind.Map:
                SchemaValue map = SchemaValue.NewMap(span);
                for (int left = Count(); left > 0; left--)
                {
                    string key = Text();
                    SourceSpan keySpan = Place(file);
                    map.Set(key, Value(file, depth - 1), keySpan);
                }
                return map;
            default:
                throw new InvalidDataException();
        }
    }

    private ulong Bits()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (_at == _end)
            {
                break;
            }
            byte next = _bytes[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException();
    }
}
