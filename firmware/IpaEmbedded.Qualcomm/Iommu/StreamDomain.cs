using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Iommu;

/// <summary>The mappings of one device's streams, kept in a table that never lets two of them overlap.</summary>
public sealed class StreamDomain : IommuDomain
{
    private const ulong PageMask = 0xfff;
    private const int Capacity = 64;

    private readonly uint _stream;
    private readonly ulong[] _ioAddress = new ulong[Capacity];
    private readonly ulong[] _physical = new ulong[Capacity];
    private readonly ulong[] _size = new ulong[Capacity];
    private int _count;

    /// <summary>Creates the domain of a stream id.</summary>
    public StreamDomain(uint stream)
    {
        _stream = stream;
    }

    /// <summary>First stream id of the device.</summary>
    public uint Stream
    {
        get { return _stream; }
    }

    /// <summary>Number of mappings.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <inheritdoc/>
    public override void Map(ulong ioAddress, ulong physicalAddress, ulong size)
    {
        if (size == 0 || ((ioAddress | physicalAddress | size) & PageMask) != 0 || size > ulong.MaxValue - ioAddress
            || size > ulong.MaxValue - physicalAddress)
        {
            throw Refused("map", ioAddress, size, "addresses and size are whole pages of 4 KiB, and do not wrap");
        }
        for (int i = 0; i < _count; i++)
        {
            if (ioAddress < _ioAddress[i] + _size[i] && _ioAddress[i] < ioAddress + size)
            {
                throw Refused("map", ioAddress, size, "overlaps the mapping at 0x" + _ioAddress[i].ToString("X"));
            }
        }
        if (_count == Capacity) { throw Refused("map", ioAddress, size, "there are 64 mappings already"); }
        _ioAddress[_count] = ioAddress;
        _physical[_count] = physicalAddress;
        _size[_count] = size;
        _count++;
    }

    /// <inheritdoc/>
    public override void Unmap(ulong ioAddress, ulong size)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_ioAddress[i] == ioAddress && _size[i] == size)
            {
                _count--;
                _ioAddress[i] = _ioAddress[_count];
                _physical[i] = _physical[_count];
                _size[i] = _size[_count];
                return;
            }
        }
        throw Refused("unmap", ioAddress, size, "there is no such mapping");
    }

    /// <summary>Translates an I/O address; false when the device has no access there.</summary>
    public bool TryTranslate(ulong ioAddress, out ulong physicalAddress)
    {
        for (int i = 0; i < _count; i++)
        {
            if (ioAddress >= _ioAddress[i] && ioAddress - _ioAddress[i] < _size[i])
            {
                physicalAddress = _physical[i] + (ioAddress - _ioAddress[i]);
                return true;
            }
        }
        physicalAddress = 0;
        return false;
    }

    private HardwareException Refused(string what, ulong ioAddress, ulong size, string why)
    {
        return new HardwareException("stream 0x" + _stream.ToString("X") + ": cannot " + what + " 0x" + size.ToString("X") + " bytes at 0x"
            + ioAddress.ToString("X") + ": " + why);
    }
}
