using IpaEmbedded.Qualcomm.Qmi.Layout;
using IpaEmbedded.Qualcomm.Wire;

namespace IpaEmbedded.Qualcomm.Qmi;

/// <summary>Reads one received QMI message in place; the other side may be wrong, so every read says whether it succeeded.</summary>
public sealed class QmiReader
{
    private byte[] _data;
    private int _end;
    private byte _type;
    private ushort _transaction;
    private ushort _message;

    /// <summary>Message type, see <see cref="QmiLayout"/>.</summary>
    public byte Type
    {
        get { return _type; }
    }

    /// <summary>Transaction id.</summary>
    public ushort Transaction
    {
        get { return _transaction; }
    }

    /// <summary>Message id.</summary>
    public ushort Message
    {
        get { return _message; }
    }

    /// <summary>
    /// Takes a message over and checks that its header and its elements fill it exactly; on false the reader holds no message.
    /// The bytes are not copied.
    /// </summary>
    public bool Open(byte[] data, int length)
    {
        _data = null;
        _end = 0;
        if (length < QmiLayout.HeaderSize || length > data.Length) { return false; }
        byte type = data[QmiLayout.Type];
        if (type != QmiLayout.Request && type != QmiLayout.Response && type != QmiLayout.Indication) { return false; }
        if (LittleEndian.Read16(data, QmiLayout.Length) != length - QmiLayout.HeaderSize) { return false; }
        int at = QmiLayout.HeaderSize;
        while (at < length)
        {
            if (QmiLayout.ElementHeaderSize > length - at) { return false; }
            int size = LittleEndian.Read16(data, at + 1);
            if (size > length - at - QmiLayout.ElementHeaderSize) { return false; }
            at += QmiLayout.ElementHeaderSize + size;
        }
        _type = type;
        _transaction = LittleEndian.Read16(data, QmiLayout.Transaction);
        _message = LittleEndian.Read16(data, QmiLayout.Message);
        _data = data;
        _end = length;
        return true;
    }

    /// <summary>Whether the message has an element, of whatever length.</summary>
    public bool Has(byte element)
    {
        int length;
        return Find(element, out length) >= 0;
    }

    /// <summary>Reads an element of exactly 8 bits.</summary>
    public bool TryRead8(byte element, out byte value)
    {
        int at = Find(element, 1);
        value = at < 0 ? (byte)0 : _data[at];
        return at >= 0;
    }

    /// <summary>Reads an element of exactly 16 bits.</summary>
    public bool TryRead16(byte element, out ushort value)
    {
        int at = Find(element, 2);
        value = at < 0 ? (ushort)0 : LittleEndian.Read16(_data, at);
        return at >= 0;
    }

    /// <summary>Reads an element of exactly 32 bits.</summary>
    public bool TryRead32(byte element, out uint value)
    {
        int at = Find(element, 4);
        value = at < 0 ? 0 : LittleEndian.Read32(_data, at);
        return at >= 0;
    }

    /// <summary>Reads an element of exactly two 32-bit numbers.</summary>
    public bool TryReadPair(byte element, out uint first, out uint second)
    {
        int at = Find(element, 8);
        first = at < 0 ? 0 : LittleEndian.Read32(_data, at);
        second = at < 0 ? 0 : LittleEndian.Read32(_data, at + 4);
        return at >= 0;
    }

    /// <summary>Reads how a request went; false when the response lacks that element.</summary>
    public bool TryReadResult(out ushort result, out ushort error)
    {
        int at = Find(QmiLayout.ResultElement, 4);
        result = at < 0 ? (ushort)0 : LittleEndian.Read16(_data, at);
        error = at < 0 ? (ushort)0 : LittleEndian.Read16(_data, at + 2);
        return at >= 0;
    }

    private int Find(byte element, int wanted)
    {
        int length;
        int at = Find(element, out length);
        return length == wanted ? at : -1;
    }

    private int Find(byte element, out int length)
    {
        int at = QmiLayout.HeaderSize;
        while (at < _end)
        {
            int size = LittleEndian.Read16(_data, at + 1);
            if (_data[at] == element)
            {
                length = size;
                return at + QmiLayout.ElementHeaderSize;
            }
            at += QmiLayout.ElementHeaderSize + size;
        }
        length = 0;
        return -1;
    }
}
