using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IpaEmbedded.Mutants.Making;

/// <summary>Where a piece of source stands, and what that allows.</summary>
internal static class Places
{
    /// <summary>Whether the language asks for a constant, or nothing is executed here.</summary>
    public static bool IsUntouchable(SyntaxNode node) => node switch
    {
        AttributeListSyntax or ParameterSyntax or EnumMemberDeclarationSyntax or PatternSyntax or CaseSwitchLabelSyntax or GotoStatementSyntax or InterpolationAlignmentClauseSyntax => true,
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        LocalDeclarationStatementSyntax local => local.IsConst,
        ArrayTypeSyntax type => type.Parent is not ArrayCreationExpressionSyntax { Initializer: null } and not StackAllocArrayCreationExpressionSyntax { Initializer: null },
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } => true,
        _ => false,
    };

    /// <summary>Whether the value decides where execution goes, or is a truth that is returned.</summary>
    public static bool IsCondition(ExpressionSyntax expression)
    {
        SyntaxNode child = expression;
        while (child.Parent is ParenthesizedExpressionSyntax parentheses)
        {
            child = parentheses;
        }
        return child.Parent switch
        {
            IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax or WhenClauseSyntax or CatchFilterClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax => true,
            ForStatementSyntax loop => loop.Condition == child,
            ConditionalExpressionSyntax conditional => conditional.Condition == child,
            BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression),
            _ => false,
        };
    }

    /// <summary>Whether it is what a loop asks each time.</summary>
    public static bool IsLoopCondition(ExpressionSyntax expression) => expression.Parent is WhileStatementSyntax or DoStatementSyntax || (expression.Parent is ForStatementSyntax loop && loop.Condition == expression);

    /// <summary>Whether a variable is declared within, so that the expression cannot stand twice.</summary>
    public static bool Declares(SyntaxNode node) => node.DescendantNodesAndSelf().Any(each => each is SingleVariableDesignationSyntax);

    /// <summary>Whether a process executes the place once.</summary>
    public static bool IsStatic(SyntaxNode node)
    {
        for (SyntaxNode? each = node; each is not null; each = each.Parent)
        {
            switch (each)
            {
                case AnonymousFunctionExpressionSyntax:
                    return false;
                case FieldDeclarationSyntax field:
                    return field.Modifiers.Any(SyntaxKind.StaticKeyword);
                case PropertyDeclarationSyntax property:
                    return property.Modifiers.Any(SyntaxKind.StaticKeyword) && property.Initializer is not null;
                case ConstructorDeclarationSyntax constructor:
                    return constructor.Modifiers.Any(SyntaxKind.StaticKeyword);
                case MemberDeclarationSyntax:
                    return false;
            }
        }
        return false;
    }

    /// <summary>Type and member around a place, with the number of parameters where there are any.</summary>
    public static string Member(SyntaxNode node)
    {
        string member = "";
        foreach (SyntaxNode each in node.AncestorsAndSelf())
        {
            string? name = each switch
            {
                MethodDeclarationSyntax method => $"{method.Identifier.Text}({method.ParameterList.Parameters.Count})",
                ConstructorDeclarationSyntax constructor => $"{constructor.Identifier.Text}({constructor.ParameterList.Parameters.Count})",
                OperatorDeclarationSyntax operation => "operator " + operation.OperatorToken.Text,
                PropertyDeclarationSyntax property => property.Identifier.Text,
                EventDeclarationSyntax declared => declared.Identifier.Text,
                IndexerDeclarationSyntax => "this[]",
                VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => field.Identifier.Text,
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                _ => null,
            };
            if (name is not null)
            {
                member = member.Length == 0 ? name : $"{name}.{member}";
            }
        }
        return member;
    }
}
