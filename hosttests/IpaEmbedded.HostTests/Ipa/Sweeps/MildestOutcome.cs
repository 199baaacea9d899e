namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>
/// What a fault may cost in which scenario. Who asked is told and may ask again; a channel that cannot be believed is reset before it is used again; what
/// nobody asked for is left out and said so. Nothing else.
/// </summary>
internal sealed class MildestOutcome
{
    /// <summary>Time at most.</summary>
    public static readonly MildestOutcome Nothing = new();

    /// <summary>A probe that fails is told, and may be repeated.</summary>
    public static readonly MildestOutcome OfProbe = new(
        ("probe", Consequences.Refused | Consequences.Replugged),
        ("probe again", Consequences.Refused));

    /// <summary>A refused vote is asked for again. At the removal the clock's owner does that, after the driver is gone. Others' probes are their drivers' matter.</summary>
    public static readonly MildestOutcome OfVotes = new(
        ("*", Consequences.Vote),
        ("remove", Consequences.Stage));

    /// <summary>An always-on subsystem that did not hear is not told again.</summary>
    public static readonly MildestOutcome OfKicks = new(
        ("probe", Consequences.Refused | Consequences.Replugged),
        ("setup", Consequences.Retention),
        ("remove", Consequences.Retention));

    /// <summary>A message costs its transaction, and of a handshake without one of its steps only the modem's next start makes another.</summary>
    public static readonly MildestOutcome OfMessages = new(
        ("setup", Consequences.Message | Consequences.Restarted),
        ("crash", Consequences.Message | Consequences.Refused | Consequences.Restarted),
        ("crash asleep", Consequences.Message | Consequences.Refused | Consequences.Restarted),
        ("restart", Consequences.Message | Consequences.Refused | Consequences.Restarted));

    /// <summary>An event that lies costs its packet; one of the command channel its batch, and the channel a reset.</summary>
    public static readonly MildestOutcome OfLies = new(
        ("*", Consequences.BadEvent),
        ("transmit", Consequences.LostPacket),
        ("receive", Consequences.LostPacket),
        ("resume", Consequences.LostPacket),
        ("wake", Consequences.LostPacket),
        ("reopen", Consequences.LostPacket),
        ("restart", Consequences.LostPacket),
        ("command", Consequences.Unanswered | Consequences.Broken),
        ("tables", Consequences.Timeout | Consequences.Reset | Consequences.CleanUp),
        ("crash", Consequences.Timeout | Consequences.Reset | Consequences.CleanUp | Consequences.LostPacket),
        ("crash asleep", Consequences.Timeout | Consequences.Reset | Consequences.CleanUp | Consequences.LostPacket),
        ("probe", Consequences.Timeout | Consequences.Reset | Consequences.Refused | Consequences.Replugged),
        ("probe again", Consequences.Timeout | Consequences.Reset | Consequences.Refused),
        ("setup", Consequences.Timeout | Consequences.Reset | Consequences.Setup | Consequences.Restarted));

    /// <summary>A crash costs what was under way, a message to nobody and a clean-up without power; the modem comes back by itself, and the interface is opened again.</summary>
    public static readonly MildestOutcome OfCrash = new(
        ("*", Consequences.LostPacket | Consequences.Refused | Consequences.Message | Consequences.CleanUp | Consequences.Reopened),
        // Who starts a modem that crashes while it starts is told, and starts it again.
        ("setup", Consequences.Restarted),
        ("restart", Consequences.Restarted));

    /// <summary>Whoever asks while the system sleeps is refused and asks again; what a crash leaves is cleaned up later.</summary>
    public static readonly MildestOutcome OfSleep = new(
        ("*", Consequences.Refused | Consequences.CleanUp | Consequences.Reopened));

    /// <summary>Whatever a removal meets is over with it.</summary>
    public static readonly MildestOutcome OfRemoval = new(
        ("*", Consequences.Reset | Consequences.LostPacket | Consequences.Refused | Consequences.Message | Consequences.CleanUp | Consequences.Replugged));

    /// <summary>Commands that go on failing: nothing is believed of a channel before it was reset, and traffic comes back with the modem's next start.</summary>
    public static readonly MildestOutcome OfBrokenCommands = new(
        ("*", Consequences.Unanswered | Consequences.Reset | Consequences.Broken | Consequences.ChannelPower | Consequences.Reopened),
        ("resume", Consequences.LostPacket),
        ("wake", Consequences.LostPacket),
        // Where this processor starts the GSI the probe does what the modem's word brings elsewhere.
        ("probe", Consequences.Replugged | Consequences.Stage),
        ("probe again", Consequences.Stage),
        ("setup", Consequences.Setup | Consequences.Restarted | Consequences.Stage),
        ("tables", Consequences.CleanUp),
        ("crash", Consequences.CleanUp),
        ("crash asleep", Consequences.CleanUp),
        ("remove", Consequences.Stage));

    /// <summary>Votes that are refused longer than anybody is patient: who asked is refused, and asks again; what waits for power waits longer.</summary>
    public static readonly MildestOutcome OfLongRefusals = new(
        ("*", Consequences.Vote),
        ("probe", Consequences.Refused | Consequences.Replugged | Consequences.Stage),
        ("probe again", Consequences.Refused | Consequences.Stage),
        ("resume", Consequences.Refused),
        ("sleep", Consequences.Refused),
        ("wake", Consequences.Refused),
        ("remove", Consequences.Refused | Consequences.Stage));

    /// <summary>A setup without firmware fails, says so, and the next signal is heard.</summary>
    public static readonly MildestOutcome OfSignals = new(("setup", Consequences.Setup));

    /// <summary>Interrupts and doorbells that are lost for a time cost a look of a watchdog at most.</summary>
    public static readonly MildestOutcome OfSilence = new(
        ("*", Consequences.Watchdog));

    private readonly (string Scenario, Consequences Cost)[] _rows;

    private MildestOutcome(params (string Scenario, Consequences Cost)[] rows) => _rows = rows;

    /// <summary>The same in each scenario.</summary>
    public static MildestOutcome Everywhere(Consequences cost) => new(("*", cost));

    /// <summary>
    /// A command that is not done, or badly: who asked for it is told, and the channel is reset before its next start. Around sleep and in the clean-up
    /// nobody asked: it is said, and the rest goes on.
    /// </summary>
    public static MildestOutcome OfCommands(Consequences always) => new(
        ("*", always),
        ("probe", Consequences.Timeout | Consequences.Reset | Consequences.Refused | Consequences.Replugged),
        ("probe again", Consequences.Timeout | Consequences.Reset | Consequences.Refused),
        ("setup", Consequences.Reset | Consequences.Broken | Consequences.Setup | Consequences.Restarted),
        ("open", Consequences.Refused | Consequences.Broken | Consequences.Reopened),
        ("reopen", Consequences.Refused | Consequences.Broken | Consequences.Reopened),
        ("restart", Consequences.Refused | Consequences.Broken | Consequences.Reopened),
        ("suspend", Consequences.Broken | Consequences.ChannelPower),
        ("sleep", Consequences.Broken | Consequences.ChannelPower),
        ("resume", Consequences.Reset | Consequences.ChannelPower),
        ("wake", Consequences.Reset | Consequences.ChannelPower),
        ("close", Consequences.Refused | Consequences.Broken | Consequences.ChannelPower),
        ("tables", Consequences.Broken | Consequences.Reset | Consequences.ChannelPower | Consequences.CleanUp),
        ("crash", Consequences.Refused | Consequences.Broken | Consequences.Reset | Consequences.ChannelPower | Consequences.CleanUp | Consequences.Reopened),
        ("crash asleep", Consequences.Refused | Consequences.Broken | Consequences.Reset | Consequences.ChannelPower | Consequences.CleanUp | Consequences.Reopened),
        ("remove", Consequences.Stage | Consequences.ChannelPower));

    /// <summary>What it may cost in a scenario.</summary>
    public Consequences In(string scenario) => _rows.Where(row => row.Scenario == "*" || row.Scenario == scenario).Aggregate(Consequences.None, (all, row) => all | row.Cost);
}
