using IpaEmbedded.Boards.Linux.Network;

namespace IpaEmbedded.Cli.Network;

/// <summary>What <c>--far</c> asks for behind the modem.</summary>
internal sealed record FarChoice(FarKind Kind, string Value)
{
    /// <summary>What stands in front of a file to play.</summary>
    public const string PlayerPrefix = "pcap:";

    /// <summary>Reads the option; names of interfaces are what is nothing else.</summary>
    public static FarChoice Parse(string text) => text switch
    {
        "echo" => new FarChoice(FarKind.Echo, ""),
        "nat" => new FarChoice(FarKind.Nat, ""),
        _ when text.StartsWith(PlayerPrefix, StringComparison.Ordinal) => new FarChoice(FarKind.Player, text[PlayerPrefix.Length..]),
        _ => new FarChoice(FarKind.Interface, text),
    };

    /// <summary>Why there is no such far side, in words; null if there is.</summary>
    public string? WhyNone() => Kind switch
    {
        FarKind.Player when Value.Length == 0 => "--far pcap:FILE takes the name of a capture",
        FarKind.Interface when TunInterface.WhyNoName(Value) is { } reason => $"--far takes echo, nat, pcap:FILE or the name of an interface to create: {reason}",
        _ => null,
    };
}
