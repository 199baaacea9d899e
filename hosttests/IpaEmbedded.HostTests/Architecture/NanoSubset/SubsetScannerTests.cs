using Microsoft.CodeAnalysis;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>Proves the scanner: each sample compiles and leaks one thing, which must be reported.</summary>
[TestClass]
public sealed class SubsetScannerTests
{
    [TestMethod]
    [DataRow("class Box<T> { public T Value; }", "generic parameter", DisplayName = "generic class")]
    [DataRow("static class S { static T Same<T>(T x) { return x; } static int Run() { return Same(1); } }", "generic method call", DisplayName = "generic method")]
    [DataRow("class Box<T> { public T Value; } class U { Box<int> _box; }", "generic type Box`1<System.Int32>", DisplayName = "closed generic field")]
    [DataRow("class S { System.Func<int> _f; }", "generic type System.Func`1<System.Int32>", DisplayName = "Func")]
    [DataRow("class S { void Run() { System.Action<int> f = x => { }; f(1); } }", "generic type System.Action`1<System.Int32>", DisplayName = "Action of T")]
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
    [DataRow("class S { ~S() { } }", "S::Finalize: finalizer", DisplayName = "finalizer")]
    [DataRow("class S { int Take(int[] a, long i) { return a[i]; } }", "conv.ovf.i outside an array size", DisplayName = "long index")]
    public void A_leak_is_reported(string source, string expected)
    {
        Assert.Contains(expected, string.Join('\n', Scan(source, OptimizationLevel.Release)));
        Assert.Contains(expected, string.Join('\n', Scan(source, OptimizationLevel.Debug)));
    }

    [TestMethod]
    [DataRow("class S { string[] _a = new string[4]; bool Free(int i) { return _a[i] == null; } }", DisplayName = "field, value")]
    [DataRow("class S { static string[] _a = new string[4]; int Free() { int i = 0; while (_a[i] != null) { i++; } return i; } }", DisplayName = "static field, loop")]
    [DataRow("class S { int Of(string[] a) { if (a[0] == null) { return 1; } return 2; } }", DisplayName = "argument, branch")]
    [DataRow("class S { bool Of() { string[] a = new string[2]; return null == a[1]; } }", DisplayName = "local, null first")]
    [DataRow("class S { bool Of(string[] a) { string s = a[0]; return s == null; } }", DisplayName = "by way of a local")]
    [DataRow("class S { string Of(string[] a) { return a[0] ?? \"none\"; } }", DisplayName = "null coalescing")]
    [DataRow("class S { string[][] _a; bool Of() { return _a[1][2] is null; } }", DisplayName = "jagged")]
    [DataRow("class S { string[] Names { get; set; } bool Of() { return Names[1] != null; } }", DisplayName = "property")]
    [DataRow("class S { bool Of(bool c, string[] a, string b) { return (c ? a[1] : b) == null; } }", DisplayName = "one of two ways")]
    public void An_element_of_a_string_array_is_not_compared_with_null(string source)
    {
        Assert.Contains("S::", string.Join('\n', Scan(source, OptimizationLevel.Debug).Where(finding => finding.Contains("string[] compared with null", StringComparison.Ordinal))));
        Assert.Contains("string[] compared with null", string.Join('\n', Scan(source, OptimizationLevel.Release)));
    }

    [TestMethod]
    [DataRow("class S { uint[] Make(uint n) { return new uint[n]; } }", DisplayName = "array size")]
    [DataRow("class S { uint[][] Make(int n) { return new uint[n][]; } }", DisplayName = "jagged array")]
    [DataRow("class S { void Swap(ref int a, out int b) { b = a; a = 1; } }", DisplayName = "references")]
    [DataRow("enum State { Up, Down } class S { State[] _all = new State[] { State.Up, State.Down }; bool Is(State s) { return s == State.Up; } }", DisplayName = "enum as a number")]
    [DataRow("class S { string Show(uint x) { return x.ToString(\"X8\") + x; } }", DisplayName = "text of a number")]
    [DataRow("delegate void D(int x); class S { event D Raised; void Run() { Raised += x => { }; if (Raised != null) { Raised(1); } } }", DisplayName = "event")]
    [DataRow("class S { string[] _a; object[] _o; bool Of(string s) { return _a == null || s == null || _o[1] == null || _a[1] == s || _a[1].Length == 2; } }", DisplayName = "other comparisons with null")]
    [DataRow("class S { bool Of(string[] a, string b) { string s = a[0]; Use(s); s = b; return s == null; } void Use(string s) { } }", DisplayName = "a local that holds an element no longer")]
    [DataRow("class S { int Of(int x) { return x switch { 1 => 2, > 5 => 3, _ => 0 }; } }", DisplayName = "switch expression")]
    public void The_subset_itself_is_not_reported(string source)
    {
        Assert.AreEqual("", string.Join('\n', Scan(source, OptimizationLevel.Release)));
        Assert.AreEqual("", string.Join('\n', Scan(source, OptimizationLevel.Debug)));
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

    private static IReadOnlyList<string> Scan(string source, OptimizationLevel level)
    {
        var facade = NanoFacade.Instance;
        var (image, errors) = NanoFacade.Compile("Sample", [("S.cs", source)], facade.References(NanoFacade.CoreAssemblies), allowUnsafe: true, level: level);
        Assert.IsNotNull(image, string.Join('\n', errors));
        return new TargetScan(facade, TargetBuild.BannedTypes()).Scan(image);
    }
}
