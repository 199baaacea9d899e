namespace IpaEmbedded.Fake;

/// <summary>What a lying event element says.</summary>
public enum EventCorruption
{
    /// <summary>The truth.</summary>
    None = 0,

    /// <summary>An element address that is in no ring.</summary>
    UnknownElement = 1,

    /// <summary>An element address inside of an element.</summary>
    UnalignedElement = 2,

    /// <summary>Another channel.</summary>
    WrongChannel = 3,

    /// <summary>More bytes than the buffer has.</summary>
    TooLong = 4,

    /// <summary>A completion code that does not exist.</summary>
    UnknownCode = 5,

    /// <summary>An element that was completed already: the one before.</summary>
    StaleElement = 6,

    /// <summary>The element behind its own.</summary>
    NextElement = 7,
}
