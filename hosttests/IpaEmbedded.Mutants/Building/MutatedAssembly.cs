using System.Globalization;
using IpaEmbedded.Mutants.Making;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IpaEmbedded.Mutants.Building;

/// <summary>An assembly with all its mutants as switches. What the compiler refuses is left out, until it compiles.</summary>
public sealed class MutatedAssembly
{
    private const int MostAttempts = 60;

    private MutatedAssembly(string name, byte[] image)
    {
        Name = name;
        Image = image;
    }

    /// <summary>Name of the assembly.</summary>
    public string Name { get; }

    /// <summary>The compiled assembly.</summary>
    public byte[] Image { get; }

    /// <summary>Rewrites the files and compiles them with the rest of the project.</summary>
    /// <exception cref="MutantsException">It does not compile whatever is left out.</exception>
    public static MutatedAssembly Build(ProjectInputs inputs, Func<SyntaxTree, SourceFile?> choose, IReadOnlyList<UpstreamDefect> defects, MutantCatalog catalog)
    {
        IReadOnlyList<SyntaxTree> trees = inputs.Parse();
        CSharpCompilation original = inputs.Compile(trees);
        var switches = CSharpSyntaxTree.ParseText(SwitchSource.Text, (CSharpParseOptions)trees[0].Options, "MutantSwitch.cs", System.Text.Encoding.UTF8);
        var files = trees.Select(tree => (Tree: tree, File: choose(tree))).Where(each => each.File is not null).ToDictionary(each => each.Tree, each => each.File!);
        Dictionary<SyntaxTree, EditedMember[]> edited = files.ToDictionary(each => each.Key, each => defects.SelectMany(defect => EditedMember.Of(each.Value, defect, catalog)).ToArray());
        var rewritten = new Dictionary<SyntaxTree, SyntaxTree>();
        IReadOnlyCollection<SyntaxTree> stale = files.Keys;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            foreach (SyntaxTree tree in stale)
            {
                SyntaxNode root = new SourceMutator(files[tree], original.GetSemanticModel(tree), catalog, edited[tree]).Rewrite();
                rewritten[tree] = CSharpSyntaxTree.Create((CSharpSyntaxNode)root, (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8);
            }
            CSharpCompilation compilation = inputs.Compile([.. trees.Select(tree => rewritten.GetValueOrDefault(tree, tree)), switches]);
            using var image = new MemoryStream();
            Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image, manifestResources: inputs.Resources);
            if (result.Success)
            {
                return new MutatedAssembly(inputs.Name, image.ToArray());
            }
            var changed = new HashSet<SyntaxTree>();
            Diagnostic[] errors = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
            foreach (Diagnostic error in errors)
            {
                if (rewritten.FirstOrDefault(each => each.Value == error.Location.SourceTree) is { Key: { } tree } && Refuse(error, catalog))
                {
                    changed.Add(tree);
                }
            }
            stale = changed.Count > 0 ? changed : throw new MutantsException($"{inputs.Name} does not compile, whatever is left out: {errors[0]}");
        }
        throw new MutantsException($"{inputs.Name} does not compile after {MostAttempts} attempts");
    }

    // Where a variable has no value, what keeps it from having one; the innermost mutant around the error; else those of the statement, of the member and of the type.
    private static bool Refuse(Diagnostic error, MutantCatalog catalog)
    {
        SyntaxNode place = error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        if (error.Id is "CS0165" && place is IdentifierNameSyntax name && place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } user && RefuseForVariable(user, name.Identifier.Text, catalog))
        {
            return true;
        }
        if (place.AncestorsAndSelf().SelectMany(Numbers).FirstOrDefault(number => !catalog.Refused.Contains(number)) is var around and > 0)
        {
            return catalog.Refuse(around);
        }
        return place.AncestorsAndSelf().Where(node => node is StatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax or CompilationUnitSyntax)
            .Any(wider => RefuseAll(wider.DescendantNodesAndSelf(), catalog));
    }

    // A variable without a value: the condition that declares it is forced to be true, the guard behind the condition is dropped, or the condition is forced to be false.
    private static bool RefuseForVariable(MemberDeclarationSyntax user, string variable, MutantCatalog catalog)
    {
        SingleVariableDesignationSyntax[] declared = [.. user.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Where(designation => designation.Identifier.Text == variable)];
        SyntaxNode[] forced = [.. declared.SelectMany(designation => designation.Ancestors()).Where(node => node.HasAnnotations(SourceMutator.Annotation))];
        IEnumerable<SyntaxNode> guards = declared.SelectMany(designation => designation.Ancestors().OfType<IfStatementSyntax>().Take(1)).SelectMany(guarded => guarded.Statement.DescendantNodes())
            .Where(node => node is IfStatementSyntax { Statement: BlockSyntax { Statements: [ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax] } } && node.HasAnnotations(SourceMutator.Annotation));
        return RefuseAll(forced.Where(node => node is ParenthesizedExpressionSyntax { Expression: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } }), catalog)
            || RefuseAll(guards, catalog) || RefuseAll(forced, catalog);
    }

    private static bool RefuseAll(IEnumerable<SyntaxNode> nodes, MutantCatalog catalog) => nodes.SelectMany(Numbers).Aggregate(false, (refused, number) => catalog.Refuse(number) | refused);

    private static IEnumerable<int> Numbers(SyntaxNode node) => node.GetAnnotations(SourceMutator.Annotation).Select(annotation => int.Parse(annotation.Data!, CultureInfo.InvariantCulture));
}
