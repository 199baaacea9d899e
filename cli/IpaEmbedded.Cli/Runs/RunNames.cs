namespace IpaEmbedded.Cli.Runs;

/// <summary>Lanes and parties as people and programs read them.</summary>
public static class RunNames
{
    /// <summary>Name of a lane.</summary>
    public static string Of(RunLane lane) => lane switch
    {
        RunLane.Power => "power",
        RunLane.Commands => "commands",
        RunLane.Interrupts => "interrupts",
        RunLane.Polls => "polls",
        RunLane.Doorbells => "doorbells",
        RunLane.Transfers => "transfers",
        RunLane.Chip => "chip",
        RunLane.Frames => "frames",
        RunLane.Messages => "messages",
        _ => "faults",
    };

    /// <summary>Name of a party.</summary>
    public static string Of(RunParty party) => party switch
    {
        RunParty.Network => "network",
        RunParty.Driver => "driver",
        RunParty.Chip => "IPA",
        _ => "modem",
    };
}
