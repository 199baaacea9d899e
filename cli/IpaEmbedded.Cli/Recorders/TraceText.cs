using System.Globalization;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Modem;
using IpaEmbedded.Qualcomm.Qmi;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Says in words what the numbers of a trace event mean.</summary>
public static class TraceText
{
    private static readonly Dictionary<int, (string Name, Func<TraceEntry, string> Text)> Known = new()
    {
        [RuntimeTraceId.InterruptStorm] = ("interrupt-storm", e => $"interrupt {e.Detail} was pending again after each of {e.A} deliveries and was masked"),
        [IpaTraceId.GsiError] = ("gsi-error", e => $"the GSI logged an error: ERROR_LOG 0x{e.A:x8}"),
        [IpaTraceId.GsiGeneralError] = ("gsi-general-error", e => $"the GSI has a general error: CNTXT_GSI_IRQ_STTS 0x{e.A:x8}"),
        [IpaTraceId.GsiFlood] = ("gsi-flood", e => $"interrupts of the GSI did not go quiet and were masked: CNTXT_TYPE_IRQ 0x{e.A:x8}"),
        [IpaTraceId.CoreFlood] = ("core-flood", e => $"interrupts of the core did not go quiet and were masked: IPA_IRQ_STTS 0x{e.A:x8}"),
        [IpaTraceId.ChannelBusy] = ("channel-busy", e => $"channel {e.A}: not at rest after 1 s"),
        [IpaTraceId.ChannelPower] = ("channel-power", Reason),
        [IpaTraceId.TransmitNotStopped] = ("transmit-not-stopped", Reason),
        [IpaTraceId.TransmitStuck] = ("transmit-stuck", e => $"channel {e.A}: its ring stayed full for 10 s"),
        [IpaTraceId.MicrocontrollerError] = ("microcontroller-error", e => $"the microcontroller reported error 0x{e.A:x}"),
        [IpaTraceId.MicrocontrollerUnknown] = ("microcontroller-unknown", e => e.B == 0 ? $"the microcontroller's event {e.A} is unknown" : $"the microcontroller's response {e.B} is unknown"),
        [IpaTraceId.MessageNotSent] = ("message-not-sent", e => $"{ModemMessageTable.NameOf(e.A)}: {e.Detail}"),
        [IpaTraceId.RequestUnanswered] = ("request-unanswered", e => $"{ModemMessageTable.NameOf(e.A)}: {OutcomeText((QmiOutcome)e.B)}"),
        [IpaTraceId.RequestRefused] = ("request-refused", e => $"{ModemMessageTable.NameOf(e.A)}: the modem refused with error {e.B}"),
        [IpaTraceId.RequestUnknown] = ("request-unknown", e => $"the modem's request {e.A} is unknown or lacks an element"),
        [IpaTraceId.RequestDropped] = ("request-dropped", e => $"the modem asks faster than it is answered: a request {ModemMessageTable.NameOf(e.A)} was dropped"),
        [IpaTraceId.CleanUpRefused] = ("clean-up-refused", Reason),
        [IpaTraceId.StageNotDown] = ("stage-not-down", Reason),
        [IpaTraceId.SetupFailed] = ("setup-failed", Reason),
        [IpaTraceId.VoteRefused] = ("vote-refused", Reason),
        [IpaTraceId.RetentionRefused] = ("retention-refused", Reason),
        [IpaTraceId.EventNotBelieved] = ("lie", e => $"channel {e.A}: {e.Detail}"),
    };

    /// <summary>The events of a trace, oldest first.</summary>
    public static IEnumerable<TraceEntry> Entries(TraceRing trace) => Enumerable.Range(0, trace.Length).Select(trace.At);

    /// <summary>Short name of an id, for programs.</summary>
    public static string NameOf(int id) => Known.TryGetValue(id, out var known) ? known.Name : "event-" + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>One sentence about an event.</summary>
    public static string Of(TraceEntry entry) =>
        Known.TryGetValue(entry.Id, out var known) ? known.Text(entry) : $"event {entry.Id}: 0x{entry.A:x8} 0x{entry.B:x8} {entry.Detail}".TrimEnd();

    private static string Reason(TraceEntry entry) => entry.Detail;

    private static string OutcomeText(QmiOutcome outcome) => outcome switch
    {
        QmiOutcome.TimedOut => $"no answer in {ModemHandshake.AnswerMicroseconds / 1000000} s",
        QmiOutcome.PeerGone => "the modem went away",
        _ => "the answer is too long",
    };
}
