using System.Reflection;
using IpaEmbedded.Mutants.Making;

namespace IpaEmbedded.Mutants.Running;

/// <summary>The switches of the mutated assemblies in this process, as one.</summary>
internal sealed class Switches
{
    private readonly Type[] _types;

    public Switches(IEnumerable<string> assemblies, int count)
    {
        _types = [.. assemblies.Select(name => Assembly.Load(name).GetType(SwitchSource.TypeName, throwOnError: true)!)];
        Hits = new bool[count + 1];
    }

    /// <summary>Which mutants were reached since <see cref="Record"/>.</summary>
    public bool[] Hits { get; }

    /// <summary>Steps since <see cref="Begin"/>, by assembly.</summary>
    public long[] Steps => [.. _types.Select(type => (long)Field(type, "Steps").GetValue(null)!)];

    /// <summary>Whether an assembly has made more steps than it may: then every further step throws.</summary>
    public bool IsSpent => _types.Any(type => (long)Field(type, "Budget").GetValue(null)! is var budget && budget != 0 && (long)Field(type, "Steps").GetValue(null)! >= budget);

    /// <summary>Turns one mutant on and all others off; 0 turns all off.</summary>
    public void Turn(int active) => Set("Active", _ => active);

    /// <summary>Counts steps from zero, up to a budget for each assembly; 0 is none.</summary>
    public void Begin(long[]? budgets)
    {
        Set("Steps", _ => 0L);
        Set("Budget", number => budgets is null ? 0L : budgets[number]);
    }

    /// <summary>Notes from now on which mutants are reached, or stops that.</summary>
    public void Record(bool on)
    {
        Array.Clear(Hits);
        Set("Hits", _ => on ? Hits : null);
    }

    private void Set(string field, Func<int, object?> value)
    {
        for (int i = 0; i < _types.Length; i++)
        {
            Field(_types[i], field).SetValue(null, value(i));
        }
    }

    private static FieldInfo Field(Type type, string name) => type.GetField(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
