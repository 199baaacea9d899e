namespace IpaEmbedded.Bindings;

/// <summary>
/// What a rule says about a value: it holds, it fails, or neither could be found out. What is not decided stays so under
/// <c>not</c>, and where several rules count it only matters if the others do not decide alone.
/// </summary>
internal readonly record struct RuleOutcome
{
    private const int Failing = 0, Open = 1, Holding = 2;

    private readonly int _value;

    private RuleOutcome(int value)
    {
        _value = value;
    }

    /// <summary>A limit was reached, and a finding says so.</summary>
    public static RuleOutcome Undecided { get; } = new(Open);

    public bool Holds => _value == Holding;

    public bool Fails => _value == Failing;

    public bool IsUndecided => _value == Open;

    public static implicit operator RuleOutcome(bool holds) => new(holds ? Holding : Failing);

    /// <summary>Both: fails if one fails.</summary>
    public static RuleOutcome operator &(RuleOutcome left, RuleOutcome right) => left._value <= right._value ? left : right;

    /// <summary>The contrary; of what is not decided there is none.</summary>
    public static RuleOutcome operator !(RuleOutcome outcome) => new(Holding - outcome._value);
}
