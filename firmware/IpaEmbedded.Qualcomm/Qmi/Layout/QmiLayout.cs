namespace IpaEmbedded.Qualcomm.Qmi.Layout;

/// <summary>Byte offsets and numbers of QMI messages: a header and type-length-value elements, little-endian.</summary>
public static class QmiLayout
{
    /// <summary>Type of the message, 8 bits.</summary>
    public const int Type = 0;

    /// <summary>Transaction id, 16 bits.</summary>
    public const int Transaction = 1;

    /// <summary>Message id, 16 bits.</summary>
    public const int Message = 3;

    /// <summary>Bytes after the header, 16 bits.</summary>
    public const int Length = 5;

    /// <summary>Bytes of the header.</summary>
    public const int HeaderSize = 7;

    /// <summary>Bytes of an element's type and length.</summary>
    public const int ElementHeaderSize = 3;

    /// <summary>Message type: request.</summary>
    public const byte Request = 0;

    /// <summary>Message type: response.</summary>
    public const byte Response = 2;

    /// <summary>Message type: indication.</summary>
    public const byte Indication = 4;

    /// <summary>Element of every response: result and error, 16 bits each.</summary>
    public const byte ResultElement = 0x02;
}
