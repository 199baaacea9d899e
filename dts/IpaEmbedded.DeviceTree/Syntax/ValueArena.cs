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
        Extend(1)[0] = value;
    }

    public void AppendUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Extend(4), value);
    }

    public void AppendInteger(ulong value, int widthBits)
    {
        switch (widthBits)
        {
            case 8:
                AppendByte((byte)value);
                break;
            case 16:
                BinaryPrimitives.WriteUInt16BigEndian(Extend(2), (ushort)value);
                break;
            case 32:
                AppendUInt32((uint)value);
                break;
            default:
                BinaryPrimitives.WriteUInt64BigEndian(Extend(8), value);
                break;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Extend(bytes.Length));
    }

    /// <summary>Drops what was appended beyond this length of the current value.</summary>
    public void TruncateTo(int length)
    {
        _at = Start + length;
    }

    /// <summary>Makes the current value so many bytes longer, and gives the place of them.</summary>
    private Span<byte> Extend(int count)
    {
        if (_block.Length - _at < count)
        {
            MoveToNewBlock(count);
        }
        _at += count;
        return _block.AsSpan(_at - count, count);
    }

    private void MoveToNewBlock(int count)
    {
        int length = Length;
        var next = new byte[Math.Max(_blockBytes, (length + count) * 2)];
        _block.AsSpan(Start, length).CopyTo(next);
        _block = next;
        Start = 0;
        _at = length;
    }
}
