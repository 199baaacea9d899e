namespace IpaEmbedded.Mutants.Making;

/// <summary>What a mutant changes.</summary>
public enum MutantKind
{
    /// <summary>A condition or a returned truth is negated, or is always true or always false where it declares a variable.</summary>
    Condition,

    /// <summary>A comparison takes its boundary in or leaves it out, or asks for the opposite.</summary>
    Boundary,

    /// <summary>A number is one more or one less, a truth the other one.</summary>
    Constant,

    /// <summary>A statement is not executed.</summary>
    Dropped,

    /// <summary>An operator is another one.</summary>
    Operator,

    /// <summary>A named mistake that somebody made: an edit of the source.</summary>
    Defect,
}
