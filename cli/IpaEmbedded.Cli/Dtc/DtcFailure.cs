namespace IpaEmbedded.Cli.Dtc;

/// <summary>What ends dtc at once: told as FATAL ERROR, with exit code 1.</summary>
internal sealed class DtcFailure(string message) : Exception(message);
