using System.Buffers.Binary;
using System.Text;

namespace IpaEmbedded.Bindings;

/// <summary>The texts of a rule program; each becomes a string when it is first asked for.</summary>
internal sealed class ProgramTexts
{
    private readonly byte[] _bytes;
    private readonly int _ends;
    private readonly int _start;
    private readonly string?[] _texts;

    /// <exception cref="InvalidDataException">The table does not lie in the bytes.</exception>
    public ProgramTexts(byte[] bytes, int at, int length)
    {
        _bytes = bytes;
        int count = length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        if (count < 0 || count > (length - 4) / 4)
        {
            throw new InvalidDataException();
        }
        _ends = at + 4;
        _start = _ends + (4 * count);
        _texts = new string?[count];
        int before = 0;
        for (int i = 0; i < count; i++)
        {
            int end = EndOf(i);
            if (end < before || end > length - 4 - (4 * count))
            {
                throw new InvalidDataException();
            }
            before = end;
        }
    }

    /// <exception cref="InvalidDataException">There is no such text.</exception>
    public string this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_texts.Length)
            {
                throw new InvalidDataException();
            }
            int start = index == 0 ? 0 : EndOf(index - 1);
            return _texts[index] ??= Encoding.UTF8.GetString(_bytes, _start + start, EndOf(index) - start);
        }
    }

    private int EndOf(int index) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_ends + (4 * index)));
}
