using System.Globalization;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.Cli.Boot;

/// <summary>A fault of the fake hardware as the command line spells it: a name, and a number that says which occasion it hits.</summary>
public sealed record FaultName(string Name, int Occurrence)
{
    private static readonly Dictionary<string, NamedFault> Known = NamedFault.All.Where(fault => fault.IsOfBoot).ToDictionary(fault => fault.Name, StringComparer.Ordinal);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>What the number of a fault means.</summary>
    public static string Numbers =>
        "=N picks the N-th command, interrupt or (modem-crash) event: a message, a transfer, its completion; stop-again=N wants N stops more of each channel";

    /// <summary>What it does, in a sentence.</summary>
    public string Meaning => Known[Name].Meaning;

    /// <summary>What the chip calls it.</summary>
    public FaultKind Kind => Known[Name].Kind;

    /// <summary>Reads <c>NAME</c> or <c>NAME=N</c>; null if there is no such fault, or it takes no such number.</summary>
    public static FaultName? Parse(string text)
    {
        string[] parts = text.Split('=', 2);
        int occurrence = 1;
        bool isWhole = parts.Length == 1 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out occurrence) && occurrence > 0);
        return isWhole && Known.TryGetValue(parts[0], out NamedFault? fault) && (fault.TakesNumber || parts.Length == 1) ? new FaultName(parts[0], occurrence) : null;
    }

    /// <summary>Why a text is no fault, in a sentence.</summary>
    public static string WhyNone(string text)
    {
        string[] parts = text.Split('=', 2);
        return !Known.TryGetValue(parts[0], out NamedFault? fault) ? $"there is no fault '{parts[0]}'; there are {string.Join(", ", Names)}"
            : fault.TakesNumber ? $"--fault {parts[0]}=N takes a number from 1, not '{parts[1]}'"
            : $"--fault {parts[0]} takes no number";
    }

    /// <summary>Puts the fault into a plan.</summary>
    public void AddTo(FaultPlan plan) => Known[Name].Plan(plan, Occurrence);

    /// <summary>Occasions that the fault had so far.</summary>
    public int OccasionsIn(FaultPlan plan) => Known[Name].Occasions(plan);

    /// <summary>How many occasions there were, as a sentence: 14 commands were issued.</summary>
    public string Describe(int occasions) => $"{occasions} {Known[Name].What}";

    /// <summary>As it is written on the command line.</summary>
    public override string ToString() => Known[Name].TakesNumber ? $"{Name}={Occurrence}" : Name;
}
