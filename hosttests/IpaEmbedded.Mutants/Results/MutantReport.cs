using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Mutants.Making;

namespace IpaEmbedded.Mutants.Results;

/// <summary>Kill rate by room, and the survivors with place, source line and change.</summary>
public sealed class MutantReport(IEnumerable<Mutant> mutants, IReadOnlyDictionary<string, MutantOutcome> outcomes, EquivalentList equivalents, int refused)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Mutant[] _tried = [.. mutants.Where(mutant => outcomes.ContainsKey(mutant.Id))];

    /// <summary>Those that no test kills and the list does not explain.</summary>
    public IReadOnlyList<Mutant> Survivors => [.. _tried.Where(mutant => !outcomes[mutant.Id].IsKilled && !equivalents.Reasons.ContainsKey(mutant.Id))];

    /// <summary>The rooms with their numbers.</summary>
    public IReadOnlyList<RoomRate> Rooms =>
    [
        .. _tried.GroupBy(mutant => mutant.Room).Select(room => new RoomRate(room.Key, room.Count(), room.Count(mutant => outcomes[mutant.Id].IsKilled),
            room.Count(mutant => !outcomes[mutant.Id].IsKilled && equivalents.Reasons.ContainsKey(mutant.Id)))),
    ];

    /// <summary>Whether no named defect survived, and so many per cent of the other mutants that are not equivalent died.</summary>
    public bool IsGood(double least)
    {
        int survived = Survivors.Count(mutant => mutant.Kind != MutantKind.Defect);
        int killed = _tried.Count(mutant => mutant.Kind != MutantKind.Defect && outcomes[mutant.Id].IsKilled);
        return Survivors.Count == survived && 100.0 * killed >= least * (killed + survived);
    }

    /// <summary>As text.</summary>
    public void Write(TextWriter output, string root)
    {
        foreach (IGrouping<string, Mutant> file in Survivors.GroupBy(mutant => mutant.File))
        {
            string[] lines = File.ReadAllLines(Path.Combine(root, file.Key));
            foreach (Mutant survivor in file.OrderBy(mutant => mutant.Line))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{survivor.File}:{survivor.Line}: {survivor.Kind}: {survivor.Change}"));
                output.WriteLine($"    {lines.ElementAtOrDefault(survivor.Line - 1)?.Trim()}");
                output.WriteLine($"    {survivor.Id}");
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {outcomes[survivor.Id].How} ({outcomes[survivor.Id].Tests} tests)"));
            }
        }
        foreach (RoomRate room in Rooms)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{room.Room}: {room.Mutants} mutants, {room.Killed} killed ({Percent(room.Killed, room.Mutants)}), {room.Equivalent} equivalent, {room.Survivors} survivors: {Percent(room.Killed, room.Mutants - room.Equivalent)} of those that are not equivalent"));
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{refused} changes do not compile"));
    }

    /// <summary>As JSON.</summary>
    public string Json() => JsonSerializer.Serialize(new
    {
        Rooms,
        Refused = refused,
        Survivors = Survivors.Select(mutant => new { mutant.Id, mutant.File, mutant.Line, Kind = mutant.Kind.ToString(), mutant.Change, outcomes[mutant.Id].How, outcomes[mutant.Id].Tests }),
    }, Indented);

    private static string Percent(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 100.0 : 100.0 * part / whole):F1} %");
}
