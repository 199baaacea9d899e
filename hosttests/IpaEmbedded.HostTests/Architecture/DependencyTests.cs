using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>Holds the arrows between the rooms, read from the compiled assemblies.</summary>
[TestClass]
public sealed class DependencyTests
{
    [TestMethod]
    public void Compiled_assemblies_reference_only_what_their_room_may_know()
    {
        var violations = Assemblies().SelectMany(path =>
        {
            using var assembly = AssemblyDefinition.ReadAssembly(path);
            return DependencyRules.Violations(assembly);
        });

        Assert.AreEqual("", string.Join('\n', violations));
    }

    [TestMethod]
    public void Every_project_has_a_rule_and_its_assembly_was_read()
    {
        var projects = RepositoryRoot.Files(".", "*.csproj").Where(project => !IsTemplate(project)).Select(AssemblyName).Order(StringComparer.Ordinal).ToList();
        var read = Assemblies().Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal).ToList();

        CollectionAssert.AreEquivalent(DependencyRules.Ruled.ToList(), projects);
        CollectionAssert.AreEqual(projects, read);
    }

    [TestMethod]
    [DataRow("IpaEmbedded.Runtime", "IpaEmbedded.Qualcomm", "IpaEmbedded.Runtime references IpaEmbedded.Qualcomm")]
    [DataRow("IpaEmbedded.Qualcomm", "IpaEmbedded.Ipa", "IpaEmbedded.Qualcomm references IpaEmbedded.Ipa")]
    [DataRow("IpaEmbedded.Fake", "IpaEmbedded.Ipa", "IpaEmbedded.Fake references IpaEmbedded.Ipa")]
    [DataRow("IpaEmbedded.Ipa.Registers", "IpaEmbedded.Qualcomm", "IpaEmbedded.Ipa.Registers references IpaEmbedded.Qualcomm")]
    [DataRow("IpaEmbedded.Ipa", "IpaEmbedded.Fake", "IpaEmbedded.Ipa references IpaEmbedded.Fake")]
    [DataRow("IpaEmbedded.Qtest", "IpaEmbedded.Ipa", "IpaEmbedded.Qtest references IpaEmbedded.Ipa")]
    [DataRow("IpaEmbedded.Fake", "IpaEmbedded.Qtest", "IpaEmbedded.Fake references IpaEmbedded.Qtest")]
    [DataRow("IpaEmbedded.Fake", "IpaEmbedded.SimulatedBoard", "IpaEmbedded.Fake references IpaEmbedded.SimulatedBoard")]
    [DataRow("IpaEmbedded.SimulatedBoard", "IpaEmbedded.DeviceTree", "IpaEmbedded.SimulatedBoard references IpaEmbedded.DeviceTree")]
    [DataRow("IpaEmbedded.Runtime", "IpaEmbedded.DeviceTree", "IpaEmbedded.Runtime references IpaEmbedded.DeviceTree")]
    [DataRow("IpaEmbedded.DeviceTree", "IpaEmbedded.Bindings", "IpaEmbedded.DeviceTree references IpaEmbedded.Bindings")]
    [DataRow("IpaEmbedded.Bindings", "IpaEmbedded.Ipa", "IpaEmbedded.Bindings references IpaEmbedded.Ipa")]
    [DataRow("IpaEmbedded.Runtime", "System.Linq", "IpaEmbedded.Runtime references System.Linq")]
    [DataRow("IpaEmbedded.New", "IpaEmbedded.Ipa", "IpaEmbedded.New has no dependency rule")]
    public void A_reference_against_the_arrows_is_reported(string from, string to, string expected)
    {
        Assert.AreEqual(expected, string.Join('\n', ViolationsOf(from, to)));
    }

    [TestMethod]
    [DataRow("IpaEmbedded.Qualcomm.Rpmh.Layout", "Known", "")]
    [DataRow("IpaEmbedded.Qualcomm.Rpmh", "RpmhLink", "")]
    [DataRow("IpaEmbedded.Qualcomm.Rpmh", "RpmhController", "IpaEmbedded.Fake uses IpaEmbedded.Qualcomm.Rpmh.RpmhController")]
    [DataRow("IpaEmbedded.Qualcomm.Layouts", "Known", "IpaEmbedded.Fake uses IpaEmbedded.Qualcomm.Layouts.Known")]
    public void The_fake_takes_layouts_and_seams_of_the_services_but_no_behaviour(string place, string type, string expected)
    {
        Assert.AreEqual(expected, string.Join('\n', ViolationsOf("IpaEmbedded.Fake", "IpaEmbedded.Qualcomm", place, type)));
    }

    private static IEnumerable<string> Assemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Path.GetFileName(path) == "ipa.dll" || Path.GetFileName(path).StartsWith("IpaEmbedded.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    // A package of templates has files and no assembly.
    private static bool IsTemplate(string project) =>
        System.Xml.Linq.XDocument.Load(project).Descendants("PackageType").Any(type => type.Value == "Template");

    private static string AssemblyName(string project)
    {
        var declared = System.Xml.Linq.XDocument.Load(project).Descendants("AssemblyName").FirstOrDefault();
        return declared?.Value ?? Path.GetFileNameWithoutExtension(project);
    }

    /// <summary>Compiles an assembly that uses one type of another, both made up, and asks the rules about it.</summary>
    private static IReadOnlyList<string> ViolationsOf(string from, string to, string place = "Any.Place.Layout", string type = "Known")
    {
        var runtime = MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll"));
        var core = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        var known = Emit(to, $"namespace {place} {{ public class {type} {{ }} }}", [core]);
        var knower = Emit(from, $"public class Knower {{ public {place}.{type} Field; }}", [runtime, core, MetadataReference.CreateFromImage(known)]);
        using var assembly = AssemblyDefinition.ReadAssembly(new MemoryStream(knower));
        var violations = DependencyRules.Violations(assembly);
        return violations.Where(violation => !violation.EndsWith("System.Private.CoreLib", StringComparison.Ordinal)).ToList();
    }

    private static byte[] Emit(string name, string source, IEnumerable<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics));
        return stream.ToArray();
    }
}
