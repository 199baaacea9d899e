using System.Globalization;
using IpaEmbedded.Fake;

namespace IpaEmbedded.Cli.Boot;

/// <summary>A fault of the fake hardware as the command line spells it: a name, and which occurrence it hits.</summary>
public sealed record FaultName(string Name, int Occurrence)
{
    private static readonly Dictionary<string, Action<FaultPlan, int>> Known = new(StringComparer.Ordinal)
    {
        ["drop-interrupt"] = (plan, n) => plan.DropInterruptAt = n,
        ["late-command"] = (plan, n) => plan.LateCommandAt = n,
        ["stuck-command"] = (plan, n) => plan.StuckCommandAt = n,
        ["stop-again"] = (plan, n) => plan.StopInProgressCount = n,
        ["modem-crash"] = (plan, n) => plan.CrashAt = n,
        ["no-modem-answer"] = (plan, _) => plan.NoModemAnswer = true,
    };

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Reads <c>NAME</c> or <c>NAME=N</c>; null if there is no such fault.</summary>
    public static FaultName? Parse(string text)
    {
        string[] parts = text.Split('=', 2);
        int occurrence = 1;
        bool isWhole = parts.Length == 1 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out occurrence) && occurrence > 0);
        return isWhole && Known.ContainsKey(parts[0]) ? new FaultName(parts[0], occurrence) : null;
    }

    /// <summary>Puts the fault into a plan.</summary>
    public void AddTo(FaultPlan plan) => Known[Name](plan, Occurrence);
}
