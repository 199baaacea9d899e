using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>What a command line of dtc asks for.</summary>
internal sealed class DtcSettings
{
    // Checks of ours that dtc does not have.
    private static readonly string[] Ours = ["memory_reservations", "unit_address_matches_reg"];

    /// <summary>What dtc does without options.</summary>
    public DtcSettings(DtcRelease release)
    {
        Checks = new CheckOptions { MaxCells = uint.MaxValue, RepeatsAccidents = true, Release = release };
        foreach (string each in Ours)
        {
            Checks.TryApply("no-" + each, error: false);
        }
    }

    public string? InputFormat { get; private set; }

    public string? OutputFormat { get; private set; }

    public string Input { get; private set; } = "-";

    public string Output { get; private set; } = "-";

    public string? DependencyFile { get; private set; }

    /// <summary>0 says all, 1 no warnings, 2 no errors of checks either, 3 nothing.</summary>
    public int Quiet { get; private set; }

    public bool IsForced { get; private set; }

    public bool Sorts { get; private set; }

    public bool AddsSymbols { get; private set; }

    public bool AddsAliases { get; private set; }

    /// <summary>How much of the places is written into source: nothing, lines, or lines and columns.</summary>
    public int Annotation { get; private set; }

    public uint? BootCpu { get; private set; }

    public PhandleFormat PhandleFormat { get; private set; } = PhandleFormat.Standard;

    public FlatOptions Layout { get; private set; } = FlatOptions.Default;

    public List<string> IncludeDirectories { get; } = [];

    public CheckOptions Checks { get; }

    /// <summary>Takes the input, behind the options.</summary>
    /// <exception cref="DtcFailure">The options exclude one another.</exception>
    public void Complete(string input)
    {
        Input = input;
        if (Layout is { MinimumBytes: not 0, PaddingBytes: not 0 })
        {
            throw new DtcFailure("Can't set both -p and -S");
        }
    }

    /// <summary>Takes one option.</summary>
    /// <exception cref="DtcFailure">The value is none that dtc takes.</exception>
    public void Apply(char letter, string value)
    {
        switch (letter)
        {
            case 'I': InputFormat = value; break;
            case 'O': OutputFormat = value; break;
            case 'o': Output = value; break;
            case 'd': DependencyFile = value; break;
            case 'q': Quiet++; break;
            case 'f': IsForced = true; break;
            case 's': Sorts = true; break;
            case '@': AddsSymbols = true; break;
            case 'A': AddsAliases = true; break;
            case 'T': Annotation++; break;
            case 'b': BootCpu = CNumber.Read(value) is not -1 and long cpu ? (uint)cpu : null; break;
            case 'i': IncludeDirectories.Add(value); break;
            case 'V': Layout = Layout with { Version = (uint)CNumber.Read(value) }; break;
            case 'R': Layout = Layout with { ReserveEntries = Count(value) }; break;
            case 'S': Layout = Layout with { MinimumBytes = Count(value) }; break;
            case 'p': Layout = Layout with { PaddingBytes = Count(value) }; break;
            case 'a': Layout = Layout with { AlignmentBytes = Alignment(value) }; break;
            case 'H': PhandleFormat = Format(value); break;
            case 'W': Switch(value, error: false); break;
            case 'E': Switch(value, error: true); break;
        }
    }

    private static int Count(string value) => (int)Math.Clamp(CNumber.Read(value), 0, 1 << 28);

    private static int Alignment(string value) => CNumber.Read(value) is > 0 and <= 1 << 28 and long number && long.IsPow2(number)
        ? (int)number
        : throw new DtcFailure($"Invalid argument \"{CNumber.Read(value)}\" to -a option");

    private static PhandleFormat Format(string value) => value switch
    {
        "legacy" => PhandleFormat.Legacy,
        "epapr" => PhandleFormat.Standard,
        "both" => PhandleFormat.Both,
        _ => throw new DtcFailure($"Invalid argument \"{value}\" to -H option"),
    };

    private void Switch(string value, bool error)
    {
        string name = value.StartsWith("no-", StringComparison.Ordinal) || value.StartsWith("no_", StringComparison.Ordinal) ? value[3..] : value;
        if (Ours.Contains(name) || !Checks.TryApply(value, error))
        {
            throw new DtcFailure($"Unrecognized check name \"{name}\"");
        }
    }
}
