using System.Buffers.Binary;

namespace IpaEmbedded.DeviceTree;

/// <summary>Holds the bytes of all property values in a few large blocks; one value is written at a time, at the end.</summary>
internal sealed class ValueArena(int blockBytes = 32 * 1024)
{
    private readonly int _blockBytes = blockBytes;
    private byte[] _block = [];
    private int _at;

    public int Start { get; private set; }

    public int Length => _at - Start;

    public byte[] Block => _block;

    public void Begin()
    {
        Start = _at;
    }

    public void AppendByte(byte value)
    {
        Reserve(1);
        _block[_at++] = value;
    }

    public void AppendUInt32(uint value)
    {
        Reserve(4);
        BinaryPrimitives.WriteUInt32BigEndian(_block.AsSpan(_at), value);
        _at += 4;
    }

    public void AppendInteger(ulong value, int widthBits)
    {
        if (widthBits == 32)
        {
            AppendUInt32((uint)value);
            return;
        }
        Reserve(8);
        Span<byte> place = _block.AsSpan(_at);
        switch (widthBits)
        {
            case 8:
                place[0] = (byte)value;
                break;
            case 16:
                BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)value);
                break;
            default:
                BinaryPrimitives.WriteUInt64BigEndian(place, value);
                break;
        }
        _at += widthBits / 8;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_block.AsSpan(_at));
        _at += bytes.Length;
    }

    /// <summary>Drops what was appended beyond this length of the current value.</summary>
    public void TruncateTo(int length)
    {
        _at = Start + length;
    }

    private void Reserve(int count)
    {
        if (_block.Length - _at >= count)
        {
            return;
        }
        int length = Length;
        var next = new byte[Math.Max(_blockBytes, (length + count) * 2)];
        _block.AsSpan(Start, length).CopyTo(next);
        _block = next;
        Start = 0;
        _at = length;
    }
}
