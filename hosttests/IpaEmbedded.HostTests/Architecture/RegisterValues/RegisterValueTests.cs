using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IpaEmbedded.HostTests.Architecture.RegisterValues;

/// <summary>A register's field is used by its name or not at all: no shift and no mask by a number in driver, fake, server, conformance driver and command.</summary>
[TestClass]
public sealed class RegisterValueTests
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading;";

    [TestMethod]
    [DataRow("firmware/IpaEmbedded.Ipa")]
    [DataRow("firmware/IpaEmbedded.Fake")]
    [DataRow("firmware/IpaEmbedded.Qtest")]
    [DataRow("hosttests/IpaEmbedded.Conformance")]
    [DataRow("cli/IpaEmbedded.Cli")]
    public void No_value_of_a_register_is_shifted_or_masked_by_a_number(string room)
    {
        // The registers of the SoC's other blocks have no table: theirs are the rules of their documents, in Fake/Soc.
        var sources = RepositoryRoot.Files(room, "*.cs").Select(RepositoryRoot.Relative).Where(path => !path.StartsWith("firmware/IpaEmbedded.Fake/Soc/", StringComparison.Ordinal));

        Assert.AreEqual("", string.Join('\n', RegisterValueScan.Violations(Compile(sources.Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path))))))));
    }

    [TestMethod]
    [DataRow("void M() { uint v = _block.Read32(0); if ((v & 8) != 0) { } }", "v & 8")]
    [DataRow("uint M() { uint v = _block.Read32(0); return v >> 12; }", "v >> 12")]
    [DataRow("uint N() { return _block.Read32(0); } int M() { return (int)(N() >> 20) & 0xf; }", "(int)(N() >> 20) & 0xf|N() >> 20")]
    [DataRow("uint _kept; void N() { _kept = _block.Read32(4); } bool M() { return (_kept & Mask) == 0; } const uint Mask = 0xe0;", "_kept & Mask")]
    [DataRow("void M(uint ring, uint opcode) { _block.Write32(0, ring | opcode << 24); }", "opcode << 24")]
    [DataRow("void M(int id) { Write((uint)id << 5); } void Write(uint value) { _block.Write32(8, value); }", "(uint)id << 5")]
    [DataRow("const uint Error = 1u << 1; void M() { _block.Write32(0, Error); }", "1u << 1")]
    [DataRow("void M() { _block.Write32(0, 3); }", "3")]
    [DataRow("void M(bool on) { _block.Write32(0, on ? 1u : 0u); }", "1u")]
    public void A_field_that_is_used_without_its_name_is_found(string body, string found)
    {
        var violations = RegisterValueScan.Violations(Compile([("C.cs", Class(body))]));

        Assert.AreEqual(found, string.Join('|', violations.Select(violation => violation[(violation.IndexOf(": ", StringComparison.Ordinal) + 2)..])));
    }

    [TestMethod]
    [DataRow("void M(Field f) { uint v = _block.Read32(0); _block.Write32(0, f.Replace(v, 3)); }")]
    [DataRow("uint M(Field f) { return f.Decode(_block.Read32(0)) & 3; }")]
    [DataRow("void M(int channel) { _block.Write32(0, _block.Read32(0) | 1u << channel); }")]
    [DataRow("void M(ulong address) { _block.Write32(0, (uint)address); _block.Write32(4, (uint)(address >> 32)); }")]
    [DataRow("void M() { _block.Write32(0, 0); _block.Write32(0, 0xffffffff); }")]
    [DataRow("int M(DmaMemory memory) { return (int)memory.Read32(0) >> 16; }")]
    public void A_bit_per_instance_half_an_address_and_the_value_of_a_field_are_not_fields(string body)
    {
        Assert.AreEqual("", string.Join('|', RegisterValueScan.Violations(Compile([("C.cs", Class(body))]))));
    }

    private static string Class(string body) => $"using IpaEmbedded.Runtime.Hal; class C {{ RegisterBlock _block; {body} }}";

    private static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var trees = sources.Append(("Usings.cs", Usings)).Select(source => CSharpSyntaxTree.ParseText(source.Item2, path: source.Item1));
        return CSharpCompilation.Create("Scanned", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }
}
