using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace IpaEmbedded.Mutants.Making;

/// <summary>What can stand in the place of an expression that is no constant.</summary>
internal static class Alternatives
{
    private static readonly Dictionary<SyntaxKind, (SyntaxKind Kind, MutantKind Mutant)> Swaps = new()
    {
        [SyntaxKind.LessThanExpression] = (SyntaxKind.LessThanOrEqualExpression, MutantKind.Boundary),
        [SyntaxKind.LessThanOrEqualExpression] = (SyntaxKind.LessThanExpression, MutantKind.Boundary),
        [SyntaxKind.GreaterThanExpression] = (SyntaxKind.GreaterThanOrEqualExpression, MutantKind.Boundary),
        [SyntaxKind.GreaterThanOrEqualExpression] = (SyntaxKind.GreaterThanExpression, MutantKind.Boundary),
        [SyntaxKind.EqualsExpression] = (SyntaxKind.NotEqualsExpression, MutantKind.Boundary),
        [SyntaxKind.NotEqualsExpression] = (SyntaxKind.EqualsExpression, MutantKind.Boundary),
        [SyntaxKind.AddExpression] = (SyntaxKind.SubtractExpression, MutantKind.Operator),
        [SyntaxKind.SubtractExpression] = (SyntaxKind.AddExpression, MutantKind.Operator),
        [SyntaxKind.MultiplyExpression] = (SyntaxKind.DivideExpression, MutantKind.Operator),
        [SyntaxKind.DivideExpression] = (SyntaxKind.MultiplyExpression, MutantKind.Operator),
        [SyntaxKind.ModuloExpression] = (SyntaxKind.MultiplyExpression, MutantKind.Operator),
        [SyntaxKind.BitwiseAndExpression] = (SyntaxKind.BitwiseOrExpression, MutantKind.Operator),
        [SyntaxKind.BitwiseOrExpression] = (SyntaxKind.BitwiseAndExpression, MutantKind.Operator),
        [SyntaxKind.ExclusiveOrExpression] = (SyntaxKind.BitwiseAndExpression, MutantKind.Operator),
        [SyntaxKind.LeftShiftExpression] = (SyntaxKind.RightShiftExpression, MutantKind.Operator),
        [SyntaxKind.RightShiftExpression] = (SyntaxKind.LeftShiftExpression, MutantKind.Operator),
        [SyntaxKind.LogicalAndExpression] = (SyntaxKind.LogicalOrExpression, MutantKind.Operator),
        [SyntaxKind.LogicalOrExpression] = (SyntaxKind.LogicalAndExpression, MutantKind.Operator),
        [SyntaxKind.AddAssignmentExpression] = (SyntaxKind.SubtractAssignmentExpression, MutantKind.Operator),
        [SyntaxKind.SubtractAssignmentExpression] = (SyntaxKind.AddAssignmentExpression, MutantKind.Operator),
        [SyntaxKind.MultiplyAssignmentExpression] = (SyntaxKind.DivideAssignmentExpression, MutantKind.Operator),
        [SyntaxKind.DivideAssignmentExpression] = (SyntaxKind.MultiplyAssignmentExpression, MutantKind.Operator),
        [SyntaxKind.AndAssignmentExpression] = (SyntaxKind.OrAssignmentExpression, MutantKind.Operator),
        [SyntaxKind.OrAssignmentExpression] = (SyntaxKind.AndAssignmentExpression, MutantKind.Operator),
        [SyntaxKind.ExclusiveOrAssignmentExpression] = (SyntaxKind.OrAssignmentExpression, MutantKind.Operator),
        [SyntaxKind.LeftShiftAssignmentExpression] = (SyntaxKind.RightShiftAssignmentExpression, MutantKind.Operator),
        [SyntaxKind.RightShiftAssignmentExpression] = (SyntaxKind.LeftShiftAssignmentExpression, MutantKind.Operator),
        [SyntaxKind.PostIncrementExpression] = (SyntaxKind.PostDecrementExpression, MutantKind.Operator),
        [SyntaxKind.PostDecrementExpression] = (SyntaxKind.PostIncrementExpression, MutantKind.Operator),
        [SyntaxKind.PreIncrementExpression] = (SyntaxKind.PreDecrementExpression, MutantKind.Operator),
        [SyntaxKind.PreDecrementExpression] = (SyntaxKind.PreIncrementExpression, MutantKind.Operator),
    };

    // Of numbers only: they are also how texts, dates and delegates are joined.
    private static readonly HashSet<SyntaxKind> OfNumbers =
    [
        SyntaxKind.AddExpression, SyntaxKind.SubtractExpression, SyntaxKind.MultiplyExpression, SyntaxKind.DivideExpression, SyntaxKind.ModuloExpression,
        SyntaxKind.AddAssignmentExpression, SyntaxKind.SubtractAssignmentExpression, SyntaxKind.MultiplyAssignmentExpression, SyntaxKind.DivideAssignmentExpression,
    ];

    /// <summary>All of them, without those that would not compile by their form.</summary>
    public static IEnumerable<Alternative> Of(ExpressionSyntax expression, SemanticModel model)
    {
        bool declares = Places.Declares(expression);
        if (!declares && Swapped(expression, model) is { } swapped)
        {
            yield return swapped;
        }
        if (expression is PrefixUnaryExpressionSyntax prefix && !declares && prefix.Kind() is SyntaxKind.LogicalNotExpression or SyntaxKind.UnaryMinusExpression or SyntaxKind.BitwiseNotExpression)
        {
            yield return new Alternative(prefix.IsKind(SyntaxKind.LogicalNotExpression) ? MutantKind.Condition : MutantKind.Operator, $"{Constants.Text(expression)} -> {Constants.Text(prefix.Operand)}", prefix.Operand);
        }
        if (expression is IsPatternExpressionSyntax pattern && !declares)
        {
            foreach (Alternative boundary in Boundaries(pattern))
            {
                yield return boundary;
            }
        }
        if (IsNegatable(expression, model))
        {
            string text = Constants.Text(expression);
            if (declares)
            {
                yield return new Alternative(MutantKind.Condition, $"{text} -> always false", null, Forced: false);
                yield return new Alternative(MutantKind.Condition, $"{text} -> always true", null, Forced: true);
            }
            else
            {
                yield return new Alternative(MutantKind.Condition, $"{text} -> !({text})", PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, ParenthesizedExpression(expression.WithoutTrivia())));
            }
        }
    }

    /// <summary>The operator exchanged for its opposite.</summary>
    public static Alternative? Swapped(ExpressionSyntax expression, SemanticModel model)
    {
        if (!Swaps.TryGetValue(expression.Kind(), out (SyntaxKind Kind, MutantKind Mutant) swap) || (OfNumbers.Contains(expression.Kind()) && !IsNumber(model.GetTypeInfo(expression).Type)))
        {
            return null;
        }
        ExpressionSyntax? other = expression switch
        {
            BinaryExpressionSyntax binary => BinaryExpression(swap.Kind, binary.Left, binary.Right),
            AssignmentExpressionSyntax assignment => AssignmentExpression(swap.Kind, assignment.Left, assignment.Right),
            PostfixUnaryExpressionSyntax postfix => PostfixUnaryExpression(swap.Kind, postfix.Operand),
            PrefixUnaryExpressionSyntax prefix => PrefixUnaryExpression(swap.Kind, prefix.Operand),
            _ => null,
        };
        return other is null ? null : new Alternative(swap.Mutant, $"{Constants.Text(expression)} -> {Sign(swap.Kind)}", other);
    }

    private static string Sign(SyntaxKind kind)
    {
        ExpressionSyntax name = IdentifierName("a");
        return kind switch
        {
            SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression => "++",
            SyntaxKind.PostDecrementExpression or SyntaxKind.PreDecrementExpression => "--",
            _ when kind.ToString().EndsWith("AssignmentExpression", StringComparison.Ordinal) => AssignmentExpression(kind, name, name).OperatorToken.Text,
            _ => BinaryExpression(kind, name, name).OperatorToken.Text,
        };
    }

    // A comparison's opposite is made by its operator already, where it has one.
    private static bool IsNegatable(ExpressionSyntax expression, SemanticModel model) =>
        expression is not (ParenthesizedExpressionSyntax or ThrowExpressionSyntax or LambdaExpressionSyntax or AssignmentExpressionSyntax)
        && !expression.IsKind(SyntaxKind.EqualsExpression) && !expression.IsKind(SyntaxKind.NotEqualsExpression) && !expression.IsKind(SyntaxKind.LogicalNotExpression)
        && (Places.IsCondition(expression) || expression is IsPatternExpressionSyntax)
        && model.GetTypeInfo(expression) is { Type.SpecialType: SpecialType.System_Boolean };

    private static IEnumerable<Alternative> Boundaries(IsPatternExpressionSyntax expression)
    {
        foreach (RelationalPatternSyntax relation in expression.Pattern.DescendantNodesAndSelf().OfType<RelationalPatternSyntax>())
        {
            SyntaxKind other = relation.OperatorToken.Kind() switch
            {
                SyntaxKind.LessThanToken => SyntaxKind.LessThanEqualsToken,
                SyntaxKind.LessThanEqualsToken => SyntaxKind.LessThanToken,
                SyntaxKind.GreaterThanToken => SyntaxKind.GreaterThanEqualsToken,
                _ => SyntaxKind.GreaterThanToken,
            };
            RelationalPatternSyntax changed = relation.WithOperatorToken(Token(other));
            yield return new Alternative(MutantKind.Boundary, $"{Constants.Text(expression)}: {Constants.Text(relation)} -> {changed.OperatorToken.Text}", expression.ReplaceNode(relation, changed));
        }
    }

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;
}
