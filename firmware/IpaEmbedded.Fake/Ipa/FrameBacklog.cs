using System;

namespace IpaEmbedded.Fake;

/// <summary>Frames in the order of arrival in one array: 4 bytes of length, then the bytes; never grows.</summary>
internal sealed class FrameBacklog
{
    private readonly byte[] _bytes;
    private int _start;
    private int _end;
    private int _count;

    internal FrameBacklog(int bytes)
    {
        _bytes = new byte[bytes];
    }

    internal int Count
    {
        get { return _count; }
    }

    /// <summary>Array that the first frame lies in.</summary>
    internal byte[] Bytes
    {
        get { return _bytes; }
    }

    /// <summary>Where the first frame starts.</summary>
    internal int FirstOffset
    {
        get { return _start + 4; }
    }

    internal int FirstLength
    {
        get { return _bytes[_start] | (_bytes[_start + 1] << 8) | (_bytes[_start + 2] << 16) | (_bytes[_start + 3] << 24); }
    }

    /// <summary>Bytes that it has room for.</summary>
    internal int Size
    {
        get { return _bytes.Length; }
    }

    /// <summary>Bytes that are free: of one frame, and 4 more for its length.</summary>
    internal int Free
    {
        get { return _bytes.Length - (_end - _start); }
    }

    /// <summary>Adds a frame; false when there is no room.</summary>
    internal bool Add(byte[] data, int offset, int length)
    {
        if (length > _bytes.Length - 4) { return false; }
        if (_end + 4 + length > _bytes.Length)
        {
            int used = _end - _start;
            if (used + 4 + length > _bytes.Length) { return false; }
            Array.Copy(_bytes, _start, _bytes, 0, used);
            _start = 0;
            _end = used;
        }
        _bytes[_end] = (byte)length;
        _bytes[_end + 1] = (byte)(length >> 8);
        _bytes[_end + 2] = (byte)(length >> 16);
        _bytes[_end + 3] = (byte)(length >> 24);
        Array.Copy(data, offset, _bytes, _end + 4, length);
        _end += 4 + length;
        _count++;
        return true;
    }

    internal void RemoveFirst()
    {
        _start += 4 + FirstLength;
        _count--;
        if (_count == 0) { Clear(); }
    }

    internal void Clear()
    {
        _start = 0;
        _end = 0;
        _count = 0;
    }
}
