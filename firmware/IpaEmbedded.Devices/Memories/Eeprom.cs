using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Devices.Memories;

/// <summary>
/// A memory that keeps its bytes without a supply. It does not answer while it stores, at most 25 ms after each page; what comes next then asks until it does, and waits
/// between. So it is used from work, not from a handler.
/// </summary>
public sealed class Eeprom
{
    private const long BusyMicroseconds = 25000;
    private const long AskMicroseconds = 1000;

    private readonly EventLoop _loop;
    private readonly I2cClient[] _blocks;
    private readonly int _size;
    private readonly int _page;
    private readonly int _addressBytes;
    private readonly bool _readOnly;
    private readonly byte[] _buffer;
    private long _busyUntil;

    /// <summary>Creates a memory of some bytes; one with one byte of address has an address on the bus for every 256 of them.</summary>
    internal Eeprom(EventLoop loop, I2cClient client, int size, int page, int addressBytes, bool readOnly)
    {
        _loop = loop;
        _size = size;
        _page = page;
        _addressBytes = addressBytes;
        _readOnly = readOnly;
        _buffer = new byte[addressBytes + page];
        _blocks = new I2cClient[addressBytes == 2 || size <= 256 ? 1 : (size + 255) / 256];
        for (int i = 0; i < _blocks.Length; i++) { _blocks[i] = i == 0 ? client : client.At(client.Address + i); }
    }

    /// <summary>Number of bytes.</summary>
    public int Size
    {
        get { return _size; }
    }

    /// <summary>Number of bytes that it stores at once; a write is divided at their borders.</summary>
    public int PageSize
    {
        get { return _page; }
    }

    /// <summary>Whether the tree forbids writing.</summary>
    public bool IsReadOnly
    {
        get { return _readOnly; }
    }

    /// <summary>Reads bytes to the start of a buffer; <see cref="I2cStatus.Unsupported"/> beyond the end of the memory.</summary>
    public I2cStatus Read(int offset, byte[] buffer, int count)
    {
        if (!Has(offset, count)) { return I2cStatus.Unsupported; }
        // In one go where one address reaches all; a block's end is not passed.
        int block = _blocks.Length == 1 ? _size : 256;
        int done = 0;
        while (done < count)
        {
            int at = offset + done;
            int length = Least(count - done, block - at % block);
            byte[] part = done == 0 ? buffer : new byte[length];
            I2cStatus status = Transfer(at, 0, part, length);
            if (status != I2cStatus.FullTransfer) { return status; }
            for (int i = 0; done > 0 && i < length; i++) { buffer[done + i] = part[i]; }
            done += length;
        }
        return I2cStatus.FullTransfer;
    }

    /// <summary>Writes bytes from the start of a buffer; <see cref="I2cStatus.Unsupported"/> beyond the end of the memory, or when it is read-only.</summary>
    public I2cStatus Write(int offset, byte[] buffer, int count)
    {
        if (_readOnly || !Has(offset, count)) { return I2cStatus.Unsupported; }
        int done = 0;
        while (done < count)
        {
            int at = offset + done;
            int length = Least(count - done, _page - at % _page);
            for (int i = 0; i < length; i++) { _buffer[_addressBytes + i] = buffer[done + i]; }
            I2cStatus status = Transfer(at, length, null, 0);
            if (status != I2cStatus.FullTransfer) { return status; }
            _busyUntil = _loop.Now + BusyMicroseconds;
            done += length;
        }
        return I2cStatus.FullTransfer;
    }

    private I2cStatus Transfer(int at, int writeCount, byte[] read, int readCount)
    {
        I2cClient client = _blocks[_blocks.Length == 1 ? 0 : at / 256];
        _buffer[0] = (byte)(_addressBytes == 2 ? at >> 8 : at);
        if (_addressBytes == 2) { _buffer[1] = (byte)at; }
        while (true)
        {
            I2cStatus status = client.WriteRead(_buffer, _addressBytes + writeCount, read, readCount);
            if (status != I2cStatus.AddressNotAcknowledged || _loop.Now >= _busyUntil) { return status; }
            _loop.Sleep(AskMicroseconds);
        }
    }

    private bool Has(int offset, int count)
    {
        return offset >= 0 && count >= 0 && offset <= _size && count <= _size - offset;
    }

    private static int Least(int a, int b)
    {
        return a < b ? a : b;
    }
}
