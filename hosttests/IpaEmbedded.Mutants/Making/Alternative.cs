using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IpaEmbedded.Mutants.Making;

/// <summary>What stands in an expression's place when a mutant is on.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Change">The change in words of the source.</param>
/// <param name="Expression">The other expression; null for a condition that is kept and forced.</param>
/// <param name="Forced">What a condition that declares variables is forced to be.</param>
internal sealed record Alternative(MutantKind Kind, string Change, ExpressionSyntax? Expression, bool Forced = false);
