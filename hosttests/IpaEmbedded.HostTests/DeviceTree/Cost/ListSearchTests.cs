using IpaEmbedded.DeviceTree;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace IpaEmbedded.HostTests.DeviceTree.Cost;

/// <summary>
/// What the counted steps cannot see: methods of the framework that run through a whole list. Each place that calls one
/// stands here with the reason why its list is short, or why it is run through once only.
/// </summary>
[TestClass]
public sealed class ListSearchTests
{
    private static readonly HashSet<string> Searching =
    [
        "IndexOf", "LastIndexOf", "Contains", "Find", "FindIndex", "FindLast", "Exists", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveRange",
        "First", "FirstOrDefault", "Last", "Single", "SingleOrDefault", "Any", "All", "ElementAt", "ElementAtOrDefault", "Skip", "SequenceEqual",
    ];

    private const string TopOfStack = "takes the last item away";
    private const string OncePerCommand = "options and roots, as many as the command line has";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["CheckOptions.Runs: Enumerable.Any"] = "our own table of checks",
        ["CheckTable.Exists: Enumerable.Contains"] = "our own table of checks",
        ["DirectiveReader.Run: List`1.RemoveAt"] = TopOfStack,
        ["FlatEditor.FindByPhandle: Enumerable.Skip"] = "writes one path, once per search",
        ["FlatEditor.FindByPhandle: List`1.RemoveAt"] = TopOfStack,
        ["IncludeStack.Pop: List`1.RemoveAt"] = TopOfStack,
        ["IntegerReader.Reduce: List`1.RemoveAt"] = TopOfStack,
        ["IntegerReader.TryReadExpression: List`1.RemoveAt"] = TopOfStack,
        ["Macro..ctor: Array.Exists"] = "the tokens of one body, once",
        ["MacroExpander.IsGiven: List`1.Exists"] = "the tokens of one argument, whose expansion went through them",
        ["MacroExpander.PasteNext: List`1.RemoveAt"] = TopOfStack,
        ["MacroExpander.Pop: List`1.RemoveAt"] = TopOfStack,
        ["Preprocessor.ProcessFile: List`1.RemoveAt"] = TopOfStack,
        ["Node.DeletionOf: List`1.FindLast"] = "the deletions of one node, for each name that it lacks",
        ["ReferencePlaces.IsLabel: Enumerable.All"] = "the characters of one label",
        ["TreeOrder.PlaceOf: Enumerable.Skip"] = "by number, to the siblings that came since",
        ["I2cBusBridgeCheck.Check: List`1.Exists"] = "the children of one bus, once",
        ["OverlayApplier.FindTarget: Enumerable.FirstOrDefault"] = "the nodes of the base, once, when the overlay is refused",
        ["ReferenceResolver.MayRun: Enumerable.FirstOrDefault"] = "our own table of checks",
        ["ReferenceResolver.ResolvePaths: Array.Exists"] = "the markers of one property, once",
        ["SourcePrinter.BuildsTo: Enumerable.FirstOrDefault"] = "the findings of one compilation, once",
        ["SourcePrinter.CheckNames: Enumerable.FirstOrDefault"] = "the properties of one node, once",
        ["SourceRoots.Contain: Array.Exists"] = OncePerCommand,
        ["SourceRoots.IsSource: Array.Exists"] = "our own list of extensions",
        ["SourceRoots.get_IsAnywhere: Array.IndexOf"] = OncePerCommand,
        ["SourceRoots.MayPass: Array.Exists"] = OncePerCommand,
        ["SymbolTables.AddLocalFixups: List`1.RemoveAt"] = TopOfStack,
        ["ValueElements.ReadGroups: List`1.FindIndex"] = "the groups of one value, once for each that is printed",
        ["TreeDiff.MoveNext: Enumerable.ElementAtOrDefault"] = "a group of a lookup is an array",
    };

    [TestMethod]
    public void A_list_is_searched_only_where_there_is_a_reason()
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(typeof(DeviceTreeCompiler).Assembly.Location);
        SortedSet<string> found = [.. assembly.MainModule.GetTypes().Where(type => !type.Name.StartsWith("<>z", StringComparison.Ordinal)).SelectMany(type => type.Methods).Where(method => method.HasBody).SelectMany(Searches)];

        Assert.AreEqual("", string.Join('\n', found.Except(Reasons.Keys)), "these run through a list and have no reason here");
        Assert.AreEqual("", string.Join('\n', Reasons.Keys.Except(found)), "these are no longer there");
    }

    private static IEnumerable<string> Searches(MethodDefinition method) =>
        from instruction in method.Body.Instructions
        where instruction.OpCode.FlowControl == FlowControl.Call
        let called = instruction.Operand as MethodReference
        where called is not null && Searching.Contains(called.Name) && IsList(called.DeclaringType.GetElementType().FullName)
        select $"{Outer(method.DeclaringType)}.{method.Name}: {called.DeclaringType.GetElementType().Name}.{called.Name}";

    private static bool IsList(string type) => type is "System.Collections.Generic.List`1" or "System.Linq.Enumerable" or "System.Array" or "System.Collections.Generic.IList`1" or "System.Collections.Generic.ICollection`1"
        or "System.Collections.Generic.LinkedList`1";

    private static string Outer(TypeDefinition type) => type.DeclaringType is null ? type.Name : Outer(type.DeclaringType);
}
