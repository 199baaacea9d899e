using System.Globalization;
using IpaEmbedded.Fake;

namespace IpaEmbedded.Qtest;

/// <summary>The fault plan: what shall go wrong, and what has.</summary>
internal sealed class FaultCommands : FaultObserver
{
    private const int MaxOccasion = 1_000_000;

    private readonly FaultPlan _plan;
    private readonly Dictionary<FaultKind, NamedFault> _planned = [];
    private readonly Dictionary<string, int> _happened = new(StringComparer.Ordinal);

    public FaultCommands(FaultPlan plan)
    {
        _plan = plan;
        plan.Observer = this;
    }

    public IReadOnlyList<QtestCommand> All => [new("fault", "FAULT OCCASION [DETAIL]", Plan), new("faults", "", words => words.Answer(Happened))];

    public override void OnFault(FaultKind kind, int occasion)
    {
        string name = (_planned.GetValueOrDefault(kind) ?? NamedFault.All.First(fault => fault.Kind == kind)).Name;
        _happened[name] = _happened.GetValueOrDefault(name) + 1;
    }

    private string Plan(QtestArguments words)
    {
        string name = words.Text("fault");
        NamedFault fault = NamedFault.Find(name)
            ?? throw new QtestRefusal($"fault: there is no fault '{name}'; there are {string.Join(", ", NamedFault.All.Select(each => each.Name))}");
        int occasion = words.Number("occasion", MaxOccasion);
        int? detail = words.HasMore && fault.Detail is { } taken ? words.Number("detail", taken.Max) : null;
        return words.Done(() =>
        {
            if (detail is { } value)
            {
                fault.Detail!.Set(_plan, value);
            }
            fault.PlanFromNow(_plan, occasion);
            _planned[fault.Kind] = fault;
        });
    }

    // Since it was last asked, as memory_changes.
    private string Happened()
    {
        string answer = string.Join(' ', _happened.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key} {each.Value.ToString(CultureInfo.InvariantCulture)}"));
        _happened.Clear();
        return answer;
    }
}
