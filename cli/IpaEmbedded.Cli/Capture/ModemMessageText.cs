using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using IpaEmbedded.Qualcomm.Qmi.Layout;

namespace IpaEmbedded.Cli.Capture;

/// <summary>A QMI message in words: its name, its kind, and each element by name. The bytes may be wrong; what cannot be read is said.</summary>
public static class ModemMessageText
{
    /// <summary>Name and kind, and the elements in one line.</summary>
    public static (string Title, string Elements) Of(ReadOnlySpan<byte> message)
    {
        if (message.Length < QmiLayout.HeaderSize)
        {
            return ("no QMI", $"{message.Length} bytes");
        }
        byte kind = message[QmiLayout.Type];
        ushort id = BinaryPrimitives.ReadUInt16LittleEndian(message[QmiLayout.Message..]);
        ushort transaction = BinaryPrimitives.ReadUInt16LittleEndian(message[QmiLayout.Transaction..]);
        return ($"{ModemMessageTable.NameOf(id)} {KindOf(kind)}", $"transaction {transaction}{ElementsOf(message[QmiLayout.HeaderSize..], id, kind)}");
    }

    private static string KindOf(byte kind) => kind switch
    {
        QmiLayout.Request => "request",
        QmiLayout.Response => "response",
        QmiLayout.Indication => "indication",
        _ => $"of kind {kind}",
    };

    private static string ElementsOf(ReadOnlySpan<byte> rest, ushort id, byte kind)
    {
        var text = new StringBuilder();
        while (rest.Length > 0)
        {
            int length = rest.Length < QmiLayout.ElementHeaderSize ? int.MaxValue : BinaryPrimitives.ReadUInt16LittleEndian(rest[1..]);
            if (length > rest.Length - QmiLayout.ElementHeaderSize)
            {
                return text.Append("; cut off").ToString();
            }
            ReadOnlySpan<byte> value = rest.Slice(QmiLayout.ElementHeaderSize, length);
            ModemElement? element = ModemMessageTable.Find(id, kind, rest[0]);
            // A result says so by its first number.
            string name = element is null ? $"element 0x{rest[0]:x2} " : element.Numbers[0].Name == element.Name ? "" : element.Name + " ";
            text.Append("; ").Append(name);
            text.Append(element is not null && element.Numbers.Sum(number => number.Bytes) == length ? NumbersOf(element, value) : $"{length} bytes");
            rest = rest[(QmiLayout.ElementHeaderSize + length)..];
        }
        return text.ToString();
    }

    private static string NumbersOf(ModemElement element, ReadOnlySpan<byte> value)
    {
        var parts = new List<string>();
        int at = 0;
        foreach ((string name, int bytes) in element.Numbers)
        {
            uint number = 0;
            for (int i = bytes - 1; i >= 0; i--)
            {
                number = number << 8 | value[at + i];
            }
            at += bytes;
            string text = number < 10 ? number.ToString(CultureInfo.InvariantCulture) : $"0x{number:x}";
            parts.Add(element.Numbers.Length == 1 ? text : $"{name} {text}");
        }
        return string.Join(' ', parts);
    }
}
