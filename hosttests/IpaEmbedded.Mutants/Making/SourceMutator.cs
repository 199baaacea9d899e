using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace IpaEmbedded.Mutants.Making;

/// <summary>
/// Writes every mutant of a file into it as a switch: <c>(MutantSwitch.Is(17) ? a &lt;= b : a &lt; b)</c> for expressions, <c>if (!MutantSwitch.Is(18)) { f(); }</c>
/// for statements. In the changed branch stands the source as it was, so that the size grows with the depth and not with its power. Loops and methods count steps.
/// </summary>
internal sealed class SourceMutator(SourceFile file, SemanticModel model, MutantCatalog catalog, IReadOnlyList<EditedMember> edited) : CSharpSyntaxRewriter
{
    /// <summary>Kind of the annotation of what a mutant put in; its data is the mutant's number.</summary>
    public const string Annotation = "mutant";

    private static readonly StatementSyntax StepStatement = ParseStatement("MutantSwitch.Step();");
    private static readonly StatementSyntax EnterStatement = ParseStatement("MutantSwitch.Enter();");

    /// <summary>The file with its switches.</summary>
    public SyntaxNode Rewrite()
    {
        catalog.Begin();
        return Visit(file.Tree.GetRoot())!;
    }

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is null || Places.IsUntouchable(node))
        {
            return node;
        }
        SyntaxNode? rewritten = node is ExpressionSyntax expression && node.Parent is not (ExpressionStatementSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax) ? Rewritten(expression) : base.Visit(node);
        foreach (EditedMember member in edited.Where(member => member.Original == node))
        {
            rewritten = WithDefect(member, rewritten!);
        }
        return rewritten;
    }

    // A body with a named defect, or the one with all the other switches.
    private static SyntaxNode WithDefect(EditedMember member, SyntaxNode rewritten) => rewritten is BlockSyntax block
        ? Block(IfStatement(Is(member.Number), (BlockSyntax)member.Edited, ElseClause(block)).WithAdditionalAnnotations(Marked(member.Number)))
        : ParenthesizedExpression(ConditionalExpression(Is(member.Number), ParenthesizedExpression((ExpressionSyntax)member.Edited), ParenthesizedExpression((ExpressionSyntax)rewritten))).WithAdditionalAnnotations(Marked(member.Number));

    private ExpressionSyntax Rewritten(ExpressionSyntax expression)
    {
        if (file.Room.Length == 0)
        {
            return (ExpressionSyntax)base.Visit(expression)!;
        }
        Optional<object?> constant = expression is ParenthesizedExpressionSyntax ? default : model.GetConstantValue(expression);
        if (constant is { HasValue: true, Value: { } value })
        {
            string? type = value is bool or char ? null : Constants.TypeOf(expression, model);
            ExpressionSyntax changed = Chain(expression, expression, Constants.Of(expression, value, model));
            return changed == expression || type is null ? changed : ParenthesizedExpression(CastExpression(ParseTypeName(type), ParenthesizedExpression(changed)));
        }
        if (expression.Parent is ForStatementSyntax loop && loop.Incrementors.Contains(expression))
        {
            return (ExpressionSyntax)base.Visit(expression)!;
        }
        return Chain(expression, (ExpressionSyntax)base.Visit(expression)!, Alternatives.Of(expression, model));
    }

    // Each alternative around the one before; the expression itself is innermost.
    private ExpressionSyntax Chain(ExpressionSyntax original, ExpressionSyntax rewritten, IEnumerable<Alternative> alternatives)
    {
        foreach (Alternative alternative in alternatives)
        {
            if (Number(original, alternative.Kind, alternative.Change) is not { } number)
            {
                continue;
            }
            ExpressionSyntax inner = ParenthesizedExpression(rewritten.WithoutTrivia());
            ExpressionSyntax chained = alternative switch
            {
                { Expression: { } other } => ConditionalExpression(Is(number), ParenthesizedExpression(other.WithoutTrivia()), inner),
                { Forced: true } => BinaryExpression(SyntaxKind.LogicalOrExpression, inner, Is(number)),
                _ => BinaryExpression(SyntaxKind.LogicalAndExpression, inner, PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Is(number))),
            };
            rewritten = ParenthesizedExpression(chained).WithAdditionalAnnotations(Marked(number)).WithTriviaFrom(original);
        }
        return rewritten;
    }

    private int? Number(SyntaxNode place, MutantKind kind, string change) => catalog.Number(file, place, Places.Member(place), kind, change, Places.IsStatic(place));

    private static SyntaxAnnotation Marked(int number) => new(Annotation, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static ExpressionSyntax Is(int number) =>
        InvocationExpression(MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, AliasQualifiedName(IdentifierName(Token(SyntaxKind.GlobalKeyword)), IdentifierName(SwitchSource.TypeName)), IdentifierName("Is")),
            ArgumentList(SingletonSeparatedList(Argument(LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(number))))));

    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        var inner = (StatementSyntax)base.VisitExpressionStatement(node)!;
        if (file.Room.Length == 0)
        {
            return inner;
        }
        StatementSyntax result = inner;
        bool declares = Places.Declares(node);
        if (!declares && Alternatives.Swapped(node.Expression, model) is { Expression: { } other } swap && Number(node, swap.Kind, swap.Change) is { } swapped)
        {
            result = IfStatement(Is(swapped), Block(ExpressionStatement(other.WithoutTrivia())), ElseClause(Block(result.WithoutTrivia()))).WithAdditionalAnnotations(Marked(swapped));
        }
        return declares ? result : Dropped(node, result);
    }

    public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node) => Guard(node, (StatementSyntax)base.VisitReturnStatement(node)!);

    public override SyntaxNode? VisitThrowStatement(ThrowStatementSyntax node) => Guard(node, (StatementSyntax)base.VisitThrowStatement(node)!);

    public override SyntaxNode? VisitYieldStatement(YieldStatementSyntax node) => Dropped(node, (StatementSyntax)base.VisitYieldStatement(node)!);

    public override SyntaxNode? VisitContinueStatement(ContinueStatementSyntax node) => Guard(node, node);

    public override SyntaxNode? VisitBreakStatement(BreakStatementSyntax node) =>
        node.Ancestors().FirstOrDefault(each => each is SwitchStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax) is SwitchStatementSyntax ? node : Guard(node, node);

    // The last statement of a member is its result and no guard; dropping it changes nothing or does not compile.
    private StatementSyntax Guard(StatementSyntax node, StatementSyntax inner) => node.Parent is BlockSyntax { Parent: not StatementSyntax and not ElseClauseSyntax and not SwitchSectionSyntax } ? inner : Dropped(node, inner);

    private StatementSyntax Dropped(StatementSyntax node, StatementSyntax inner)
    {
        if (file.Room.Length == 0 || Places.Declares(node) || Number(node, MutantKind.Dropped, $"{Constants.Text(node)} -> dropped") is not { } number)
        {
            return inner;
        }
        return IfStatement(PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Is(number)), Block(inner.WithoutTrivia())).WithAdditionalAnnotations(Marked(number)).WithTriviaFrom(node);
    }

    // A statement that can be dropped may leave a variable without a value and a section without an end.
    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
    {
        var inner = (LocalDeclarationStatementSyntax)base.VisitLocalDeclarationStatement(node)!;
        if (inner.Declaration.Type is RefTypeSyntax)
        {
            return inner;
        }
        return inner.ReplaceNodes(inner.Declaration.Variables.Where(variable => variable.Initializer is null), (variable, _) => variable.WithInitializer(EqualsValueClause(Default())));
    }

    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node)
    {
        var inner = (SwitchSectionSyntax)base.VisitSwitchSection(node)!;
        return node.Statements.LastOrDefault() is BreakStatementSyntax or null ? inner : inner.AddStatements(BreakStatement());
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var inner = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return inner.Body is null ? inner : inner.WithBody(Entered(node.Body!, inner.Body, node.ParameterList, node.ReturnType, node.Modifiers));
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var inner = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        return inner.Body is null ? inner : inner.WithBody(Entered(node.Body!, inner.Body, node.ParameterList, node.ReturnType, node.Modifiers));
    }

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        var inner = (ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(node)!;
        return inner.Body is null ? inner : inner.WithBody(Entered(node.Body!, inner.Body, node.ParameterList, null, node.Modifiers));
    }

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var inner = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        bool hasValue = node.IsKind(SyntaxKind.GetAccessorDeclaration) && !IsIterator(node.Body) && !ReturnsReference(node.Body);
        return inner.Body is null || !hasValue ? inner : inner.WithBody(inner.Body.AddStatements(ReturnStatement(Token(SyntaxKind.ReturnKeyword), Default(), Token(SyntaxKind.SemicolonToken))));
    }

    private BlockSyntax Entered(BlockSyntax original, BlockSyntax body, ParameterListSyntax parameters, TypeSyntax? returned, SyntaxTokenList modifiers)
    {
        List<StatementSyntax> first = [EnterStatement];
        foreach (ParameterSyntax parameter in parameters.Parameters.Where(parameter => parameter.Modifiers.Any(SyntaxKind.OutKeyword)))
        {
            first.Add(ExpressionStatement(AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, IdentifierName(parameter.Identifier.WithoutTrivia()), Default())));
        }
        body = body.WithStatements(body.Statements.InsertRange(0, first));
        bool isAsync = modifiers.Any(SyntaxKind.AsyncKeyword);
        bool hasValue = returned is not null and not RefTypeSyntax and not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            && !(isAsync && returned is not GenericNameSyntax) && !IsIterator(original);
        return hasValue ? body.AddStatements(ReturnStatement(Token(SyntaxKind.ReturnKeyword), Default(), Token(SyntaxKind.SemicolonToken))) : body;
    }

    private static ExpressionSyntax Default() => PostfixUnaryExpression(SyntaxKind.SuppressNullableWarningExpression, LiteralExpression(SyntaxKind.DefaultLiteralExpression));

    private static bool IsIterator(BlockSyntax? body) => body is not null && body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node is YieldStatementSyntax);

    private static bool ReturnsReference(BlockSyntax? body) => body is not null && body.DescendantNodes().Any(node => node is ReturnStatementSyntax { Expression: RefExpressionSyntax });

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) => Stepped((WhileStatementSyntax)base.VisitWhileStatement(node)!, loop => loop.Statement, (loop, body) => loop.WithStatement(body));

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) => Stepped((DoStatementSyntax)base.VisitDoStatement(node)!, loop => loop.Statement, (loop, body) => loop.WithStatement(body));

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) => Stepped((ForStatementSyntax)base.VisitForStatement(node)!, loop => loop.Statement, (loop, body) => loop.WithStatement(body));

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) => Stepped((ForEachStatementSyntax)base.VisitForEachStatement(node)!, loop => loop.Statement, (loop, body) => loop.WithStatement(body));

    private static T Stepped<T>(T loop, Func<T, StatementSyntax> bodyOf, Func<T, StatementSyntax, T> with)
        where T : StatementSyntax => with(loop, Block(StepStatement, bodyOf(loop)));
}
