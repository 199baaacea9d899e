using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IpaEmbedded.HostTests.Architecture.ReachedNames;

/// <summary>What tests say: the texts of their sources, and the members that stand in their assertions.</summary>
internal sealed class TestTexts
{
    private readonly HashSet<string> _asserted = [];
    private readonly string _texts;

    private TestTexts()
    {
        var texts = new List<string>();
        foreach (string file in RepositoryRoot.Files("hosttests/IpaEmbedded.HostTests", "*.cs").Where(file => !file.Contains("/ReachedNames/", StringComparison.Ordinal)))
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot();
            texts.AddRange(root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
                || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken)).Select(token => token.ValueText));
            foreach (InvocationExpressionSyntax call in root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsAssertion))
            {
                _asserted.UnionWith(call.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.Text));
                _asserted.UnionWith(call.ArgumentList.DescendantNodes().OfType<SubpatternSyntax>().Select(pattern => pattern.NameColon?.Name.ToString() ?? ""));
            }
        }
        _texts = string.Join('\n', texts);
    }

    /// <summary>The tests of this assembly.</summary>
    public static TestTexts All { get; } = new();

    /// <summary>Whether a test has a text in it.</summary>
    public bool Say(string text) => _texts.Contains(text, StringComparison.Ordinal);

    /// <summary>Whether a member stands in what a test asserts.</summary>
    public bool Assert(string member) => _asserted.Contains(member);

    private static bool IsAssertion(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Assert" or "StringAssert" or "CollectionAssert" } };
}
