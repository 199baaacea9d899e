using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>Proves the scanner: each sample compiles and leaks one thing, which must be reported.</summary>
[TestClass]
public sealed class SubsetScannerTests
{
    [TestMethod]
    [DataRow("class Box<T> { public T Value; }", "generic parameter", DisplayName = "generic class")]
    [DataRow("static class S { static T Same<T>(T x) { return x; } static int Run() { return Same(1); } }", "generic method call", DisplayName = "generic method")]
    [DataRow("class Box<T> { public T Value; } class U { Box<int> _box; }", "generic type Box`1<System.Int32>", DisplayName = "closed generic field")]
    [DataRow("unsafe class S { uint* _p; }", "pointer System.UInt32*", DisplayName = "pointer field")]
    [DataRow("unsafe class S { uint Read(int[] a) { fixed (int* p = a) { return (uint)*p; } } }", "pointer System.Int32*", DisplayName = "fixed")]
    [DataRow("unsafe class S { uint Read(uint address) { return *(uint*)address; } }", "read through an address", DisplayName = "read through a cast")]
    [DataRow("unsafe class S { int Take() { int* p = stackalloc int[4]; return p[0]; } }", "localloc", DisplayName = "stackalloc")]
    [DataRow("unsafe class S { delegate*<int, int> _f; }", "function pointer", DisplayName = "function pointer")]
    [DataRow("unsafe class S { static int F(int x) { return x; } int Run() { delegate*<int, int> f = &F; return f(1); } }", "calli", DisplayName = "call through a function pointer")]
    [DataRow("class S { int[,] _grid; }", "multi-dimensional array System.Int32[,]", DisplayName = "multi-dimensional array field")]
    [DataRow("class S { int Run() { var grid = new int[2, 2]; return grid[1, 1]; } }", "multi-dimensional array", DisplayName = "multi-dimensional array local")]
    [DataRow("class S { int Add(int a, int b) { return checked(a + b); } }", "add.ovf", DisplayName = "checked addition")]
    [DataRow("class S { byte Narrow(int a) { return checked((byte)a); } }", "conv.ovf.u1", DisplayName = "checked conversion")]
    [DataRow("struct Pair { int A; int B; } unsafe class S { int Size() { return sizeof(Pair); } }", "sizeof", DisplayName = "sizeof")]
    [DataRow("enum State { Up } class S { string Show(State s) { return s.ToString(); } }", "enum State", DisplayName = "enum text")]
    [DataRow("enum State { Up } class S { string Show(State s) { return \"is \" + s; } }", "enum State", DisplayName = "enum in a concatenation")]
    [DataRow("enum State { Up } class S { string Show(State s) { return $\"is {s}\"; } }", "enum State", DisplayName = "enum in an interpolation")]
    [DataRow("enum State { Up } class S { bool Has(System.Enum s) { return s.HasFlag(s); } }", "System.Enum::HasFlag", DisplayName = "enum flag by reflection")]
    [DataRow("interface I { int One() { return 1; } }", "body in an interface", DisplayName = "default interface method")]
    [DataRow("interface I { static int One() { return 1; } }", "body in an interface", DisplayName = "static interface method")]
    [DataRow("class S { public int Value { get; init; } }", "required modifier System.Runtime.CompilerServices.IsExternalInit", DisplayName = "init accessor")]
    [DataRow("readonly struct P { readonly int _x; }", "System.Runtime.CompilerServices.IsReadOnlyAttribute: attribute embedded", DisplayName = "readonly struct")]
    [DataRow("class S { int Get(in int x) { return x; } }", "System.Runtime.CompilerServices.IsReadOnlyAttribute: attribute embedded", DisplayName = "in parameter")]
    [DataRow("struct Pair { int A; } class S { Pair[] _pairs = new Pair[3]; }", "array of structs Pair[]", DisplayName = "array of structs")]
    [DataRow("class S { long Now() { return System.DateTime.UtcNow.Ticks; } }", "System.DateTime: banned", DisplayName = "wall clock")]
    [DataRow("class S { ~S() { } }", "System.Void Finalize(): not in the API list", DisplayName = "finalizer")]
    [DataRow("class S { int Take(int[] a, long i) { return a[i]; } }", "conv.ovf.i outside an array size", DisplayName = "long index")]
    public void A_leak_is_reported(string source, string expected)
    {
        var findings = Scan(source);

        Assert.Contains(expected, string.Join('\n', findings));
    }

    [TestMethod]
    [DataRow("class S { uint[] Make(uint n) { return new uint[n]; } }", DisplayName = "array size")]
    [DataRow("class S { uint[][] Make(int n) { return new uint[n][]; } }", DisplayName = "jagged array")]
    [DataRow("class S { void Swap(ref int a, out int b) { b = a; a = 1; } }", DisplayName = "references")]
    [DataRow("enum State { Up, Down } class S { State[] _all = new State[] { State.Up, State.Down }; bool Is(State s) { return s == State.Up; } }", DisplayName = "enum as a number")]
    [DataRow("class S { string Show(uint x) { return x.ToString(\"X8\") + x; } }", DisplayName = "text of a number")]
    [DataRow("delegate void D(int x); class S { event D Raised; void Run() { Raised += x => { }; if (Raised != null) { Raised(1); } } }", DisplayName = "event")]
    [DataRow("class S { int Of(int x) { return x switch { 1 => 2, > 5 => 3, _ => 0 }; } }", DisplayName = "switch expression")]
    public void The_subset_itself_is_not_reported(string source)
    {
        Assert.AreEqual("", string.Join('\n', Scan(source)));
    }

    [TestMethod]
    public void Unsafe_code_and_volatile_fields_stop_at_the_compiler()
    {
        var references = NanoFacade.Instance.References(NanoFacade.CoreAssemblies).ToList();

        var (_, unsafeErrors) = NanoFacade.Compile("Sample", [("S.cs", "class S { unsafe void W(uint a) { *(uint*)a = 1; } }")], references);
        var (_, volatileErrors) = NanoFacade.Compile("Sample", [("S.cs", "class S { volatile int _x; }")], references);

        Assert.Contains("CS0227", string.Join('\n', unsafeErrors));
        Assert.Contains("IsVolatile", string.Join('\n', volatileErrors));
    }

    private static IReadOnlyList<string> Scan(string source)
    {
        var facade = NanoFacade.Instance;
        var (image, errors) = NanoFacade.Compile("Sample", [("S.cs", source)], facade.References(NanoFacade.CoreAssemblies), allowUnsafe: true);
        Assert.IsNotNull(image, string.Join('\n', errors));
        return new SubsetScanner(facade.Lists, NanoSubsetTests.BannedTypes()).Scan(image);
    }
}
