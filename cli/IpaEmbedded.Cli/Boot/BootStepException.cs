namespace IpaEmbedded.Cli.Boot;

/// <summary>A step of the boot that did not come to its end.</summary>
internal sealed class BootStepException(string message) : Exception(message);
