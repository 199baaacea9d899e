using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IpaEmbedded.HostTests.Architecture.ReachedNames;

/// <summary>What the target-side rooms say when they refuse: the pieces of text of each refusal, from the sources.</summary>
internal sealed class SpokenTexts
{
    private const int ShortestPiece = 6;

    private static readonly string[] Rooms = ["Runtime", "Devices", "SimulatedDevices", "Qualcomm", "Ipa.Registers", "Ipa", "Fake", "SimulatedBoard", "Qtest"];

    private readonly List<(string Place, string[] Pieces)> _refusals = [];
    private readonly HashSet<string> _speakers = [];

    private SpokenTexts()
    {
        (string File, SyntaxNode Root)[] sources = [.. Rooms.SelectMany(room => RepositoryRoot.Files("firmware/IpaEmbedded." + room, "*.cs"))
            .Select(file => (RepositoryRoot.Relative(file), CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()))];
        foreach ((_, SyntaxNode root) in sources)
        {
            _speakers.UnionWith(root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(Speaks).Select(method => method.Identifier.Text));
        }
        foreach ((string file, SyntaxNode root) in sources)
        {
            foreach (SyntaxNode refusal in root.DescendantNodes().Where(IsRefusal))
            {
                string[] pieces = [.. refusal.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken)).Select(token => token.ValueText.Trim()).Where(text => text.Length >= ShortestPiece)];
                if (pieces.Length > 0)
                {
                    _refusals.Add(($"{file}:{refusal.GetLocation().GetLineSpan().StartLinePosition.Line + 1}", pieces));
                }
            }
        }
    }

    /// <summary>Every refusal with its place. A piece that others say too tells nothing unless the refusal has no other.</summary>
    public static IReadOnlyList<(string Place, string[] Pieces)> All()
    {
        var texts = new SpokenTexts();
        Dictionary<string, int> speakers = texts._refusals.SelectMany(refusal => refusal.Pieces.Distinct()).GroupBy(piece => piece, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count());
        return [.. texts._refusals.Select(refusal => (refusal.Place, refusal.Pieces.Where(piece => speakers[piece] == 1).ToArray() is { Length: > 0 } own ? own : refusal.Pieces))];
    }

    // A method that makes an exception of what it is given, and does nothing else.
    private static bool Speaks(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Any(parameter => parameter.Type?.ToString() == "string")
        && (method.ReturnType.ToString().EndsWith("Exception", StringComparison.Ordinal) || method.Identifier.Text is "Refuse" or "ThrowUnexpectedState")
        && method.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Any(IsException);

    private bool IsRefusal(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax creation => IsException(creation),
        InvocationExpressionSyntax call => _speakers.Contains(call.Expression is MemberAccessExpressionSyntax member ? member.Name.Identifier.Text : call.Expression.ToString()),
        _ => false,
    };

    private static bool IsException(ObjectCreationExpressionSyntax creation) => creation.Type.ToString().EndsWith("Exception", StringComparison.Ordinal);
}
