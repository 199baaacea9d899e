using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IpaEmbedded.Mutants.Making;

/// <summary>The body or the initial value of a member, and how it reads with a named defect.</summary>
/// <param name="Original">The body, the expression behind an arrow or the initial value, in the source as it is.</param>
/// <param name="Edited">The same with the edits.</param>
/// <param name="Number">The defect's switch.</param>
internal sealed record EditedMember(SyntaxNode Original, SyntaxNode Edited, int Number)
{
    /// <summary>The members of a file that a defect's edits change.</summary>
    /// <exception cref="MutantsException">A text is not found, or found twice, or stands in no body and no initial value.</exception>
    public static IReadOnlyList<EditedMember> Of(SourceFile file, UpstreamDefect defect, MutantCatalog catalog)
    {
        SyntaxNode root = file.Tree.GetRoot();
        string original = file.Tree.GetText().ToString();
        string text = original;
        var units = new List<SyntaxNode>();
        string id = "";
        foreach (SourceEdit edit in defect.Edits.Where(edit => edit.File == file.Path))
        {
            int at = original.IndexOf(edit.Old, StringComparison.Ordinal);
            if (at < 0 || original.IndexOf(edit.Old, at + 1, StringComparison.Ordinal) >= 0)
            {
                throw new MutantsException($"{defect.Id}: {edit.File} has this text {(at < 0 ? "nowhere" : "twice")}: {edit.Old}");
            }
            SyntaxNode unit = root.FindToken(at).Parent!.AncestorsAndSelf().FirstOrDefault(IsUnit) is { } found && found.Span.Contains(new Microsoft.CodeAnalysis.Text.TextSpan(at, edit.Old.Length))
                ? found : throw new MutantsException($"{defect.Id}: {edit.File}: this is not within one body or initial value: {edit.Old}");
            if (!units.Contains(unit))
            {
                units.Add(unit);
            }
            text = text.Replace(edit.Old, edit.New, StringComparison.Ordinal);
            id = defect.Id;
        }
        if (id.Length == 0)
        {
            return [];
        }
        SyntaxNode edited = CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)file.Tree.Options).GetRoot();
        return [.. units.Select(unit => Pair(file, defect, unit, edited, catalog))];
    }

    private static EditedMember Pair(SourceFile file, UpstreamDefect defect, SyntaxNode unit, SyntaxNode edited, MutantCatalog catalog)
    {
        Mutant mutant = catalog.Named(defect.Id, file, unit.GetLocation().GetLineSpan().StartLinePosition.Line + 1, defect.Defect, Places.IsStatic(unit));
        SyntaxNode other = edited;
        foreach (int child in Path(unit))
        {
            other = other.ChildNodes().ElementAt(child);
        }
        return new EditedMember(unit, other, mutant.Number);
    }

    private static bool IsUnit(SyntaxNode node) => node switch
    {
        BlockSyntax => node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax,
        ExpressionSyntax => node.Parent is ArrowExpressionClauseSyntax { Parent: MemberDeclarationSyntax or AccessorDeclarationSyntax }
            or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } },
        _ => false,
    };

    private static Stack<int> Path(SyntaxNode node)
    {
        var path = new Stack<int>();
        for (SyntaxNode each = node; each.Parent is { } parent; each = parent)
        {
            path.Push(parent.ChildNodes().TakeWhile(child => child != each).Count());
        }
        return path;
    }
}
