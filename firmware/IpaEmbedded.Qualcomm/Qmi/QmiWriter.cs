using System;
using IpaEmbedded.Qualcomm.Qmi.Layout;
using IpaEmbedded.Qualcomm.Wire;

namespace IpaEmbedded.Qualcomm.Qmi;

/// <summary>Builds one QMI message in a buffer that is allocated once; elements are added in ascending order of type.</summary>
public sealed class QmiWriter
{
    private readonly byte[] _data;
    private int _length;
    private int _lastElement;

    /// <summary>Creates a writer for messages of at most <paramref name="capacity"/> bytes, header included.</summary>
    public QmiWriter(int capacity)
    {
        _data = new byte[capacity];
        _length = QmiLayout.HeaderSize;
    }

    /// <summary>The message; valid up to <see cref="Length"/>.</summary>
    public byte[] Data
    {
        get { return _data; }
    }

    /// <summary>Bytes of the message, header included.</summary>
    public int Length
    {
        get { return _length; }
    }

    /// <summary>Starts a message; what was there before is gone.</summary>
    public void Begin(ushort message)
    {
        _length = QmiLayout.HeaderSize;
        _lastElement = -1;
        LittleEndian.Write16(_data, QmiLayout.Message, message);
        LittleEndian.Write16(_data, QmiLayout.Length, 0);
    }

    /// <summary>Adds an element of 8 bits.</summary>
    public void Add8(byte element, byte value)
    {
        int at = Add(element, 1);
        _data[at] = value;
    }

    /// <summary>Adds an element of 16 bits.</summary>
    public void Add16(byte element, ushort value)
    {
        LittleEndian.Write16(_data, Add(element, 2), value);
    }

    /// <summary>Adds an element of 32 bits.</summary>
    public void Add32(byte element, uint value)
    {
        LittleEndian.Write32(_data, Add(element, 4), value);
    }

    /// <summary>Adds an element of two 32-bit numbers.</summary>
    public void AddPair(byte element, uint first, uint second)
    {
        int at = Add(element, 8);
        LittleEndian.Write32(_data, at, first);
        LittleEndian.Write32(_data, at + 4, second);
    }

    /// <summary>Adds the element that says how a request went: 0 and 0 for success.</summary>
    public void AddResult(ushort result, ushort error)
    {
        int at = Add(QmiLayout.ResultElement, 4);
        LittleEndian.Write16(_data, at, result);
        LittleEndian.Write16(_data, at + 2, error);
    }

    /// <summary>Adds an element of raw bytes.</summary>
    public void AddBytes(byte element, byte[] source, int offset, int length)
    {
        int at = Add(element, length);
        Array.Copy(source, offset, _data, at, length);
    }

    /// <summary>Sets type and transaction id; the sender calls it last.</summary>
    internal void Finish(byte type, ushort transaction)
    {
        _data[QmiLayout.Type] = type;
        LittleEndian.Write16(_data, QmiLayout.Transaction, transaction);
    }

    private int Add(byte element, int length)
    {
        if (element <= _lastElement)
        {
            throw new InvalidOperationException("QMI element 0x" + element.ToString("X2") + " after 0x" + _lastElement.ToString("X2")
                + "; elements are written in ascending order");
        }
        if (length > _data.Length - _length - QmiLayout.ElementHeaderSize)
        {
            throw new InvalidOperationException("QMI element 0x" + element.ToString("X2") + " of " + length.ToString() + " bytes does not fit into "
                + _data.Length.ToString() + " bytes");
        }
        _lastElement = element;
        int at = _length + QmiLayout.ElementHeaderSize;
        _data[_length] = element;
        LittleEndian.Write16(_data, _length + 1, (ushort)length);
        _length = at + length;
        LittleEndian.Write16(_data, QmiLayout.Length, (ushort)(_length - QmiLayout.HeaderSize));
        return at;
    }
}
