using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>The text of one blob; nothing of it is trusted, and what leaves the file ends the text.</summary>
/// <param name="blob">The file.</param>
/// <param name="start">Where the blob begins in it.</param>
/// <param name="debug">True to show places and tokens.</param>
/// <param name="text">Takes the text, a character for each byte.</param>
internal sealed class FdtDump(byte[] blob, int start, bool debug, StringBuilder text)
{
    private const int Shift = 4;

    private uint _version;
    private long _at;
    private int _depth;
    private string? _problem;

    /// <summary>Writes all; false, and why, if that ends early.</summary>
    /// <param name="isToken">True if only a token is unknown, which the original tells and does not count as a failure.</param>
    public bool TryWrite(out string? problem, out bool isToken)
    {
        WriteHeader();
        WriteReservations();
        _at = start + (long)Header(8);
        uint token = 0;
        while (_problem is null && (token = Next()) != 9 && _problem is null)
        {
            Debug($"{_at - start - 4:x4}: tag: 0x{token:x8} ({NameOf(token)})");
            if (token is not (1 or 2 or 3 or 4))
            {
                problem = $"{Indent()} ** Unknown tag 0x{token:x8}";
                isToken = true;
                return false;
            }
            WriteToken(token);
        }
        problem = _problem;
        isToken = false;
        return problem is null;
    }

    private void WriteHeader()
    {
        _version = Header(20);
        text.Append("/dts-v1/;\n");
        Line("magic:\t\t", 0);
        text.Append(CultureInfo.InvariantCulture, $"// totalsize:\t\t0x{Header(4):x} ({Header(4)})\n");
        Line("off_dt_struct:\t", 8);
        Line("off_dt_strings:\t", 12);
        Line("off_mem_rsvmap:\t", 16);
        text.Append(CultureInfo.InvariantCulture, $"// version:\t\t{_version}\n// last_comp_version:\t{Header(24)}\n");
        if (_version >= 2)
        {
            Line("boot_cpuid_phys:\t", 28);
        }
        if (_version >= 3)
        {
            Line("size_dt_strings:\t", 32);
        }
        if (_version >= 17)
        {
            Line("size_dt_struct:\t", 36);
        }
        text.Append('\n');
    }

    private void Line(string name, int offset) => text.Append($"// {name}0x{Header(offset):x}\n");

    private void WriteReservations()
    {
        _at = start + (long)Header(16);
        while (_problem is null)
        {
            ulong address = ((ulong)Next() << 32) | Next(), size = ((ulong)Next() << 32) | Next();
            if (_problem is not null || (address | size) == 0)
            {
                return;
            }
            text.Append($"/memreserve/ {Hex(address)} {Hex(size)};\n");
        }
    }

    private void WriteToken(uint token)
    {
        switch (token)
        {
            case 1:
                string name = String(_at);
                _at = Aligned(_at + name.Length + 1, 4);
                if (_problem is not null)
                {
                    break;
                }
                text.Append($"{Indent()}{(name.Length == 0 ? "/" : name)} {{\n");
                _depth++;
                break;
            case 2:
                _depth--;
                text.Append($"{Indent()}}};\n");
                break;
            case 4:
                text.Append($"{Indent()}// [NOP]\n");
                break;
            default:
                WriteProperty();
                break;
        }
    }

    private void WriteProperty()
    {
        uint length = Next();
        long nameAt = start + (long)Header(12) + Next();
        _at = _version < 16 && length >= 8 ? Aligned(_at, 8) : _at;
        long value = _at;
        _at = Aligned(_at + length, 4);
        string name = String(nameAt);
        Debug($"{nameAt - start:x4}: string: {name}");
        Debug($"{value - start:x4}: value");
        if (value + length > blob.Length)
        {
            _problem ??= Behind(value + length);
            return;
        }
        if (_problem is not null)
        {
            return;
        }
        text.Append(Indent()).Append(name);
        WriteValue(blob.AsSpan((int)value, (int)length));
        text.Append(";\n");
    }

    private void WriteValue(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0)
        {
            return;
        }
        if (FdtText.IsText(value))
        {
            text.Append(" = \"").Append(Encoding.Latin1.GetString(value[..^1]).Replace("\0", "\", \"", StringComparison.Ordinal)).Append('"');
            return;
        }
        int width = value.Length % 4 == 0 ? 4 : 1;
        text.Append(width == 4 ? " = <" : " = [");
        for (int i = 0; i < value.Length; i += width)
        {
            text.Append(i > 0 ? " " : "").Append(width == 4 ? $"0x{BinaryPrimitives.ReadUInt32BigEndian(value[i..]):x8}" : $"{value[i]:x2}");
        }
        text.Append(width == 4 ? '>' : ']');
    }

    private void Debug(string line)
    {
        if (debug)
        {
            text.Append("// ").Append(line).Append('\n');
        }
    }

    private static string NameOf(uint token) => token switch { 1 => "FDT_BEGIN_NODE", 2 => "FDT_END_NODE", 3 => "FDT_PROP", 4 => "FDT_NOP", 9 => "FDT_END", _ => "FDT_???" };

    // A field of printf of negative width is as wide, its blanks on the other side.
    private string Indent() => new(' ', Math.Abs(_depth) * Shift);

    private uint Header(int offset) => WordAt(start + offset);

    private uint Next()
    {
        uint word = WordAt(_at);
        _at += 4;
        return word;
    }

    private uint WordAt(long at)
    {
        if (at + 4 <= blob.Length)
        {
            return BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan((int)at));
        }
        _problem ??= Behind(at + 4);
        return 0;
    }

    private string String(long at)
    {
        int length = at >= blob.Length ? -1 : blob.AsSpan((int)at).IndexOf((byte)0);
        if (length < 0)
        {
            _problem ??= Behind(blob.Length + 1);
            return "";
        }
        return Encoding.Latin1.GetString(blob, (int)at, length);
    }

    private string Behind(long end) => $"fdtdump: the blob goes on to 0x{end:x}, the file has 0x{blob.Length:x} bytes";

    private static long Aligned(long at, int alignment) => (at + alignment - 1) & -alignment;

    private static string Hex(ulong number) => number == 0 ? "0" : $"0x{number:x}";
}
