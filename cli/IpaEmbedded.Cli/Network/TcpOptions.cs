using System.Buffers.Binary;

namespace IpaEmbedded.Cli.Network;

/// <summary>What a client says when it opens a connection: its largest segment, and by how much its windows are shifted, null if they are not.</summary>
internal readonly record struct TcpOptions(int MaximumSegment, int? WindowShift)
{
    /// <summary>Bytes of the options of an answer.</summary>
    public const int Size = 8;

    /// <summary>By how much the windows of an answer are shifted.</summary>
    public const int OwnShift = 3;

    private const int DefaultSegment = 536;
    private const int MaxShift = 14;

    /// <summary>Reads the options of a segment; what is wrong in them ends them.</summary>
    public static TcpOptions Parse(ReadOnlySpan<byte> options)
    {
        int segment = DefaultSegment;
        int? shift = null;
        int at = 0;
        while (at < options.Length && options[at] != 0)
        {
            if (options[at] == 1)
            {
                at++;
                continue;
            }
            if (at + 1 >= options.Length || options[at + 1] < 2 || at + options[at + 1] > options.Length)
            {
                break;
            }
            int length = options[at + 1];
            if (options[at] == 2 && length == 4)
            {
                segment = Math.Max(64, (int)BinaryPrimitives.ReadUInt16BigEndian(options[(at + 2)..]));
            }
            else if (options[at] == 3 && length == 3)
            {
                shift = Math.Min(MaxShift, (int)options[at + 2]);
            }
            at += length;
        }
        return new TcpOptions(segment, shift);
    }

    /// <summary>Writes the options of an answer.</summary>
    public static void Write(Span<byte> options, int maximumSegment, bool shifts)
    {
        options[0] = 2;
        options[1] = 4;
        BinaryPrimitives.WriteUInt16BigEndian(options[2..], (ushort)maximumSegment);
        options[4..8].Fill(1);
        if (shifts)
        {
            options[5] = 3;
            options[6] = 3;
            options[7] = OwnShift;
        }
    }
}
