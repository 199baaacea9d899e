namespace IpaEmbedded.Fake;

/// <summary>How a message of the modem is damaged.</summary>
public enum MessageDamage
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>It ends in the middle of its header.</summary>
    ShortHeader = 1,

    /// <summary>Its length field says more than there is.</summary>
    LengthTooLong = 2,

    /// <summary>A TLV says more than there is.</summary>
    TlvTooLong = 3,

    /// <summary>A transaction id that nobody used.</summary>
    UnknownTransaction = 4,

    /// <summary>A message id that nobody knows.</summary>
    UnknownMessage = 5,

    /// <summary>No TLV at all, the mandatory ones too.</summary>
    NoTlvs = 6,

    /// <summary>It has no bytes.</summary>
    Empty = 7,

    /// <summary>It is sent twice.</summary>
    Twice = 8,

    /// <summary>It is not sent.</summary>
    Lost = 9,

    /// <summary>It is sent late, behind those that follow it.</summary>
    Late = 10,
}
