using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IpaEmbedded.Mutants.Making;

/// <summary>Other values for an expression that is a constant.</summary>
internal static class Constants
{
    /// <summary>The same constant one more and one less, or the other truth.</summary>
    public static IEnumerable<Alternative> Of(ExpressionSyntax expression, object value, SemanticModel model)
    {
        string text = Text(expression);
        if (value is bool truth)
        {
            if (!Places.IsLoopCondition(expression))
            {
                yield return new Alternative(MutantKind.Constant, $"{text} -> {(truth ? "false" : "true")}", SyntaxFactory.ParseExpression(truth ? "false" : "true"));
            }
            yield break;
        }
        if (value is char character)
        {
            yield return new Alternative(MutantKind.Constant, $"{text} -> {text} + 1", SyntaxFactory.ParseExpression(string.Create(CultureInfo.InvariantCulture, $"(char){character + 1}")));
            yield break;
        }
        if (TypeOf(expression, model) is not { } type || Number(value) is not { } number)
        {
            yield break;
        }
        bool isNamed = expression is IdentifierNameSyntax or MemberAccessExpressionSyntax;
        foreach (int step in isNamed ? [1] : (int[])[1, -1])
        {
            string sign = step > 0 ? "+" : "-";
            yield return new Alternative(MutantKind.Constant, $"{text} -> {text} {sign} 1", SyntaxFactory.ParseExpression(Literal(number + step, type)));
        }
    }

    /// <summary>The type that a constant's place takes, as a keyword; null if that is no whole number.</summary>
    public static string? TypeOf(ExpressionSyntax expression, SemanticModel model)
    {
        TypeInfo info = model.GetTypeInfo(expression);
        if (info.Type is null || info.Type.TypeKind == TypeKind.Enum || info.ConvertedType?.TypeKind == TypeKind.Enum)
        {
            return null;
        }
        ITypeSymbol? converted = info.ConvertedType;
        if (expression.Parent is AssignmentExpressionSyntax assignment && assignment.Right == expression && Keyword(model.GetTypeInfo(assignment.Left).Type) is not null
            && !assignment.IsKind(SyntaxKind.LeftShiftAssignmentExpression) && !assignment.IsKind(SyntaxKind.RightShiftAssignmentExpression))
        {
            converted = model.GetTypeInfo(assignment.Left).Type;
        }
        return Keyword(converted) ?? Keyword(info.Type);
    }

    private static string? Keyword(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Byte => "byte",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        _ => null,
    };

    private static BigInteger? Number(object value) => value switch
    {
        byte or sbyte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong large => large,
        _ => null,
    };

    private static string Literal(BigInteger number, string type)
    {
        int bits = type switch { "byte" or "sbyte" => 8, "short" or "ushort" => 16, "int" or "uint" => 32, _ => 64 };
        ulong value = (ulong)(number & ((BigInteger.One << 64) - 1));
        ulong masked = bits == 64 ? value : value & ((1UL << bits) - 1);
        return string.Create(CultureInfo.InvariantCulture, $"unchecked(({type}){masked}ul)");
    }

    /// <summary>Source on one line without needless space.</summary>
    public static string Text(SyntaxNode node) => string.Join(' ', node.WithoutTrivia().ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
