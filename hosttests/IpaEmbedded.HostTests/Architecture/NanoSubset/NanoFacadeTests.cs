using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

[TestClass]
public sealed class NanoFacadeTests
{
    [TestMethod]
    public void Every_listed_assembly_is_at_hand()
    {
        Assert.AreEqual(13, NanoFacade.Instance.Lists.Count);
        Assert.AreEqual(301, NanoFacade.Instance.Lists.Values.Sum(list => list.Types.Count));
    }

    [TestMethod]
    public void Ordinary_code_of_the_subset_compiles()
    {
        const string Source = """
            using System;
            using System.Collections;
            using System.Text;
            namespace Sample
            {
                public delegate void Changed(int value);
                public abstract class Registers { public abstract uint Read32(uint offset); }
                public enum State { Up, Down }
                public sealed class Device : IDisposable
                {
                    private static readonly uint[] Table = new uint[] { 1, 2, 3, 4, 5 };
                    private readonly ArrayList _list = new ArrayList();
                    private State _state;
                    public event Changed Changed;
                    public string Name { get; set; }
                    public void Raise(int by) { Changed handler = v => _list.Add(v + by); handler(1); if (Changed != null) { Changed(by); } }
                    public int Kind(string text)
                    {
                        switch (text) { case "a": return 1; case "bb": return 2; case "ccc": return 3; case "dddd": return 4; case "e": return 5; case "f": return 6; case "g": return 7; default: return 0; }
                    }
                    public string Show(byte[] bytes) { return $"{_state == State.Up} {bytes.Length} " + Encoding.UTF8.GetString(bytes, 0, bytes.Length) + Table[0].ToString("X8"); }
                    public void Dispose() { foreach (uint value in Table) { if (value == 3) { break; } } }
                }
            }
            """;

        var facade = NanoFacade.Instance;
        var (image, errors) = NanoFacade.Compile("Sample", [("Sample.cs", Source)], facade.References(NanoFacade.CoreAssemblies));

        Assert.AreEqual("", string.Join('\n', errors));
        Assert.IsNotNull(image);
    }

    [TestMethod]
    [DataRow("var list = new System.Collections.Generic.List<int>();", "CS0234", DisplayName = "List")]
    [DataRow("int? x = 1;", "CS0518", DisplayName = "Nullable")]
    [DataRow("var pair = (1, 2);", "CS8179", DisplayName = "tuple")]
    [DataRow("System.Span<byte> s = default;", "CS0234", DisplayName = "Span")]
    [DataRow("System.Array.Resize(ref values, 2);", "CS0117", DisplayName = "Array.Resize")]
    [DataRow("string s = string.Join(\",\", values);", "CS0117", DisplayName = "string.Join")]
    [DataRow("decimal d = 1m;", "CS0518", DisplayName = "decimal")]
    public void Absent_types_and_members_are_compiler_errors(string statement, string id)
    {
        var source = $"public static class Sample {{ public static void Run(string[] values) {{ {statement} }} }}";

        var (image, errors) = NanoFacade.Compile("Sample", [("Sample.cs", source)], NanoFacade.Instance.References(NanoFacade.CoreAssemblies));

        Assert.IsNull(image);
        Assert.Contains(id, string.Join('\n', errors));
    }
}
