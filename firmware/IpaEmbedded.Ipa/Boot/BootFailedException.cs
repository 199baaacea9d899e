using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Boot;

/// <summary>A boot stage failed; everything before it was undone.</summary>
public sealed class BootFailedException : HardwareException
{
    private readonly string _stage;

    /// <summary>Creates the exception.</summary>
    public BootFailedException(string stage, HardwareException reason)
        : base("stage " + stage + ": " + reason.Message, reason)
    {
        _stage = stage;
    }

    /// <summary>Name of the stage.</summary>
    public string Stage
    {
        get { return _stage; }
    }
}
