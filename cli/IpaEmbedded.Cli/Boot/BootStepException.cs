using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Boot;

/// <summary>A step of the boot that did not come to its end, and, if the tree is the reason, the finding about it.</summary>
internal sealed class BootStepException : Exception
{
    public BootStepException(string message, Diagnostic? diagnostic = null)
        : base(message)
    {
        Diagnostic = diagnostic;
    }

    public Diagnostic? Diagnostic { get; }
}
