namespace IpaEmbedded.Runtime.Tracing;

/// <summary>Ids of the runtime's trace events; the values are permanent.</summary>
public static class RuntimeTraceId
{
    /// <summary>An interrupt was pending again after every delivery and was masked until it is requested anew: a is the number of deliveries; with its name.</summary>
    public const int InterruptStorm = 0x01;
}
