using System.Globalization;
using Microsoft.CodeAnalysis;

namespace IpaEmbedded.Mutants.Making;

/// <summary>All mutants of a build: gives them their numbers and ids, and knows which were asked for and which do not compile.</summary>
public sealed class MutantCatalog
{
    private readonly Dictionary<string, Mutant> _byId = new(StringComparer.Ordinal);
    private readonly List<Mutant> _all = [];
    private readonly HashSet<int> _refused = [];
    private readonly Dictionary<string, int> _alike = new(StringComparer.Ordinal);

    /// <summary>Mutants in the order of their numbers, those that the compiler refuses among them.</summary>
    public IReadOnlyList<Mutant> All => _all;

    /// <summary>Ids that are made; all of them if null.</summary>
    public IReadOnlySet<string>? Wanted { get; init; }

    /// <summary>Numbers of those that do not compile.</summary>
    public IReadOnlySet<int> Refused => _refused;

    /// <summary>Those that are in the build.</summary>
    public IEnumerable<Mutant> Built => _all.Where(mutant => !_refused.Contains(mutant.Number));

    /// <summary>A file is rewritten from its beginning: those alike are counted anew.</summary>
    public void Begin() => _alike.Clear();

    /// <summary>Leaves a mutant out from now on.</summary>
    public bool Refuse(int number) => _refused.Add(number);

    /// <summary>The number of the mutant, or null if it is not to be made.</summary>
    public int? Number(SourceFile file, SyntaxNode place, string member, MutantKind kind, string change, bool isStatic)
    {
        string alike = $"{file.Path} {member}: {change}";
        int count = _alike[alike] = _alike.GetValueOrDefault(alike) + 1;
        string id = count == 1 ? alike : string.Create(CultureInfo.InvariantCulture, $"{alike} #{count}");
        int line = place.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        if (Wanted is not null ? !Wanted.Contains(id) : !file.IsChosen(line))
        {
            return null;
        }
        if (!_byId.TryGetValue(id, out Mutant? mutant))
        {
            mutant = Add(id, file.Room, file.Path, line, kind, change, isStatic);
        }
        return _refused.Contains(mutant.Number) ? null : mutant.Number;
    }

    /// <summary>The switch of a named defect, which can stand at several places.</summary>
    public Mutant Named(string id, SourceFile file, int line, string change, bool isStatic)
    {
        if (!_byId.TryGetValue(id, out Mutant? known))
        {
            return Add(id, "upstream", file.Path, line, MutantKind.Defect, change, isStatic);
        }
        if (isStatic && !known.IsStatic)
        {
            known = known with { IsStatic = true };
            _byId[id] = _all[known.Number - 1] = known;
        }
        return known;
    }

    private Mutant Add(string id, string room, string file, int line, MutantKind kind, string change, bool isStatic)
    {
        var mutant = new Mutant(_all.Count + 1, id, room, file, line, kind, change, isStatic);
        _all.Add(mutant);
        _byId.Add(id, mutant);
        return mutant;
    }
}
