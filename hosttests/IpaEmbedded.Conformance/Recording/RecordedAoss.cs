using IpaEmbedded.Qualcomm.Aoss;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>The always-on subsystem: a row per message.</summary>
internal sealed class RecordedAoss(TraceWriter trace) : AossMessages
{
    public override void Send(string text, int length) => trace.Write("qmp", $"\"len\":{length},\"text\":\"{text}\"");
}
