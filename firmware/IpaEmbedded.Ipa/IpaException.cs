using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa;

/// <summary>The control path was refused; the message says what was asked of which object, what was expected and what is.</summary>
public sealed class IpaException : HardwareException
{
    private readonly IpaError _error;

    /// <summary>Creates the exception.</summary>
    public IpaException(IpaError error, string message)
        : base(message)
    {
        _error = error;
    }

    /// <summary>Kind of refusal.</summary>
    public IpaError Error
    {
        get { return _error; }
    }
}
