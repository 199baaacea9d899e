using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>A memory of the 24C family (eeprom/at24.yaml), erased to ones. After a write it does not answer for 5 ms of event loop time.</summary>
public sealed class SimulatedEeprom : SimulatedI2cChip
{
    private const long WriteMicroseconds = 5000;

    private readonly byte[] _contents;
    private readonly int _pageSize;
    private readonly int _addressBytes;
    private int _at;
    private long _busyUntil;

    /// <summary>Creates a memory of so many bytes, a power of two, written in pages; "size" and "pagesize" of the node go before.</summary>
    public SimulatedEeprom(TreeNode node, int size, int pageSize)
    {
        size = (int)node.Cell("size", (uint)size);
        _contents = new byte[size];
        _pageSize = (int)node.Cell("pagesize", (uint)pageSize);
        _addressBytes = (int)node.Cell("address-width", size > 2048 ? 16u : 8u) / 8;
        for (int i = 0; i < size; i++) { _contents[i] = 0xff; }
    }

    /// <summary>What is in the memory, to be looked at and changed.</summary>
    public byte[] Contents
    {
        get { return _contents; }
    }

    /// <inheritdoc/>
    public override bool IsBusy
    {
        get { return Now < _busyUntil; }
    }

    /// <inheritdoc/>
    public override int Write(byte[] buffer, int count)
    {
        if (count < _addressBytes) { return count; }
        _at = 0;
        for (int i = 0; i < _addressBytes; i++) { _at = (_at << 8) | buffer[i]; }
        _at %= _contents.Length;
        int length = count - _addressBytes;
        if (length == 0) { return count; }
        int page = _at - _at % _pageSize;
        if (_at - page + length > _pageSize)
        {
            Breach(BoardRule.PageWrap, length.ToString() + " bytes from 0x" + _at.ToString("x") + " on go over the end of a page of " + _pageSize.ToString());
        }
        for (int i = 0; i < length; i++) { _contents[page + (_at - page + i) % _pageSize] = buffer[_addressBytes + i]; }
        _at = page + (_at - page + length) % _pageSize;
        _busyUntil = Now + WriteMicroseconds;
        return count;
    }

    /// <inheritdoc/>
    public override void Read(byte[] buffer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            buffer[i] = _contents[_at];
            _at = (_at + 1) % _contents.Length;
        }
    }
}
