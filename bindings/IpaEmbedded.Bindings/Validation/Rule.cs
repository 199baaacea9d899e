namespace IpaEmbedded.Bindings;

/// <summary>A schema of a binding file, whose keywords are prepared when it is first needed.</summary>
internal sealed class Rule
{
    private readonly RuleCompiler _compiler;
    private RuleKeyword[]? _keywords;

    public Rule(RuleCompiler compiler, SchemaValue source, BindingFile file)
    {
        _compiler = compiler;
        Source = source;
        File = file;
    }

    public SchemaValue Source { get; }

    public BindingFile File { get; }

    /// <summary>Accepts anything.</summary>
    public bool IsTrue => Source.IsTrue;

    /// <summary>Accepts nothing; a reference that leads nowhere is such a rule.</summary>
    public bool IsFalse => Source.IsFalse;

    public RuleKeyword[] Keywords => _keywords ??= _compiler.Keywords(this);

    public RuleKeyword? Find(string name) => Find(RuleKeywordKinds.Of(name));

    public RuleKeyword? Find(RuleKeywordKind kind)
    {
        foreach (RuleKeyword keyword in Keywords)
        {
            if (keyword.Kind == kind)
            {
                return keyword;
            }
        }
        return null;
    }
}
