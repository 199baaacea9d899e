using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IpaEmbedded.HostTests.Architecture.RegisterValues;

/// <summary>
/// Follows values from reads of a register block, and to writes of one, through variables, parameters and results of a compilation, and finds
/// where they are taken apart or put together by numbers instead of fields: a shift by a constant, a mask that is a constant, a bare number.
/// A bit per instance (<c>1u &lt;&lt; channel</c>) is no field, and neither are the halves of a 64-bit address.
/// </summary>
internal sealed class RegisterValueScan
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models;
    private readonly ILookup<ISymbol?, ExpressionSyntax> _flows;
    private readonly HashSet<ISymbol> _read = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<SyntaxNode> _leading = [];

    private RegisterValueScan(Compilation compilation)
    {
        _models = compilation.SyntaxTrees.ToDictionary(tree => tree, tree => compilation.GetSemanticModel(tree));
        _flows = Nodes().SelectMany(Flows).ToLookup(flow => flow.To, flow => flow.From, SymbolEqualityComparer.Default);
    }

    /// <summary>Places that break the rule, as "file(line): expression".</summary>
    public static IReadOnlyList<string> Violations(Compilation compilation)
    {
        var scan = new RegisterValueScan(compilation);
        scan.FollowReads();
        var bare = scan.FollowWrites();
        return [.. scan.Nodes().OfType<ExpressionSyntax>()
            .Where(node => bare.Contains(node) || ((scan.IsRead(node) || scan._leading.Contains(node)) && scan.UsesNumber(node)))
            .Select(node => $"{node.SyntaxTree.FilePath}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {node}")
            .Distinct().Order(StringComparer.Ordinal)];
    }

    private IEnumerable<SyntaxNode> Nodes() => _models.Keys.SelectMany(tree => tree.GetRoot().DescendantNodes());

    private void FollowReads()
    {
        foreach (var handler in Nodes().OfType<ArgumentSyntax>().Where(argument => Model(argument).GetTypeInfo(argument.Expression).ConvertedType?.Name is "RegisterReadHandler" or "RegisterWriteHandler"))
        {
            if (Symbol(handler.Expression) is IMethodSymbol method)
            {
                _read.UnionWith(method.Parameters.Skip(1));
            }
        }

        bool grew = true;
        while (grew)
        {
            grew = _flows.Where(flow => flow.Key is not null && !_read.Contains(flow.Key) && flow.Any(IsRead)).ToList().Any(flow => _read.Add(flow.Key!) || true);
        }
    }

    /// <summary>Marks every expression whose value ends in a register; returns the bare numbers that are written.</summary>
    private HashSet<SyntaxNode> FollowWrites()
    {
        var waiting = new Queue<ExpressionSyntax>();
        var bare = new HashSet<SyntaxNode>();
        foreach (var call in Nodes().OfType<InvocationExpressionSyntax>())
        {
            if (Symbol(call) is IMethodSymbol { Name: "Write32" or "Poke" } method && IsRegisterBlock(method.ContainingType))
            {
                var value = call.ArgumentList.Arguments[^1].Expression;
                waiting.Enqueue(value);
                bare.UnionWith(value.DescendantNodesAndSelf(node => node is not InvocationExpressionSyntax and not ElementAccessExpressionSyntax).OfType<LiteralExpressionSyntax>()
                    .Where(literal => IsNumber(literal) && literal.Parent is not BinaryExpressionSyntax { RawKind: not (int)SyntaxKind.BitwiseOrExpression }));
            }
        }

        while (waiting.TryDequeue(out var expression))
        {
            if (!_leading.Add(expression))
            {
                continue;
            }

            foreach (var part in Parts(expression))
            {
                waiting.Enqueue(part);
            }

            if (Symbol(expression) is { } symbol && _written.Add(symbol))
            {
                foreach (var source in _flows[symbol])
                {
                    waiting.Enqueue(source);
                }
            }
        }

        return bare;
    }

    private bool IsRead(ExpressionSyntax expression) =>
        Parts(expression).Any(IsRead) || (Symbol(expression) is { } symbol && (_read.Contains(symbol) || IsSource(symbol)));

    private static bool IsSource(ISymbol symbol) =>
        symbol is IMethodSymbol { Name: "Read32" or "Peek" } method && IsRegisterBlock(method.ContainingType);

    /// <summary>Expressions whose bits are among those of an expression.</summary>
    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => [inner.Expression],
        CastExpressionSyntax cast => [cast.Expression],
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseNotExpression } not => [not.Operand],
        ConditionalExpressionSyntax choice => [choice.WhenTrue, choice.WhenFalse],
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression or (int)SyntaxKind.BitwiseAndExpression or (int)SyntaxKind.ExclusiveOrExpression } bits => [bits.Left, bits.Right],
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LeftShiftExpression or (int)SyntaxKind.RightShiftExpression } shift => [shift.Left],
        _ => [],
    };

    private bool UsesNumber(ExpressionSyntax expression)
    {
        if (expression is not BinaryExpressionSyntax binary || Model(binary).GetTypeInfo(binary).Type?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_UInt32))
        {
            return false;
        }

        return binary.Kind() switch
        {
            SyntaxKind.LeftShiftExpression or SyntaxKind.RightShiftExpression => Model(binary).GetConstantValue(binary.Right).HasValue,
            SyntaxKind.BitwiseOrExpression or SyntaxKind.BitwiseAndExpression or SyntaxKind.ExclusiveOrExpression => IsNumber(binary.Left) || IsNumber(binary.Right),
            _ => false,
        };
    }

    // 0 and all ones are no field's.
    private bool IsNumber(ExpressionSyntax expression) =>
        Model(expression).GetConstantValue(expression) is { HasValue: true, Value: { } value } && value is int or uint && Convert.ToInt64(value) is not (0 or -1 or uint.MaxValue);

    private IEnumerable<(ISymbol? To, ExpressionSyntax From)> Flows(SyntaxNode node)
    {
        switch (node)
        {
            case VariableDeclaratorSyntax { Initializer: { } initializer }:
                yield return (Model(node).GetDeclaredSymbol(node), initializer.Value);
                break;
            case AssignmentExpressionSyntax assignment:
                yield return (Symbol(assignment.Left), assignment.Right);
                break;
            case ReturnStatementSyntax { Expression: { } result }:
                yield return (Model(node).GetEnclosingSymbol(node.SpanStart), result);
                break;
            case ArrowExpressionClauseSyntax arrow:
                yield return (Model(node).GetEnclosingSymbol(arrow.Expression.SpanStart), arrow.Expression);
                break;
            case InvocationExpressionSyntax call when Symbol(call) is IMethodSymbol { IsExtensionMethod: false } method:
                foreach (var (parameter, argument) in method.OriginalDefinition.Parameters.Zip(call.ArgumentList.Arguments))
                {
                    yield return (parameter, argument.Expression);
                }

                break;
        }
    }

    private ISymbol? Symbol(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax => Model(expression).GetSymbolInfo(expression).Symbol?.OriginalDefinition,
        _ => null,
    };

    private SemanticModel Model(SyntaxNode node) => _models[node.SyntaxTree];

    private static bool IsRegisterBlock(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == "RegisterBlock")
            {
                return true;
            }
        }

        return false;
    }
}
