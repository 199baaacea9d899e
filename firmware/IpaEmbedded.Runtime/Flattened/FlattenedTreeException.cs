using System;

namespace IpaEmbedded.Runtime.Flattened;

/// <summary>The bytes are not a device tree that can be read: says where and what was expected there.</summary>
public sealed class FlattenedTreeException : Exception
{
    private readonly int _offset;
    private readonly string _reason;

    /// <summary>Creates the exception for a byte offset from the start of the blob.</summary>
    public FlattenedTreeException(int offset, string reason)
        : base("device tree blob, offset 0x" + ((uint)offset).ToString("x") + ": " + reason)
    {
        _offset = offset;
        _reason = reason;
    }

    /// <summary>Byte offset from the start of the blob.</summary>
    public int Offset
    {
        get { return _offset; }
    }

    /// <summary>What is wrong there, without the offset.</summary>
    public string Reason
    {
        get { return _reason; }
    }
}
