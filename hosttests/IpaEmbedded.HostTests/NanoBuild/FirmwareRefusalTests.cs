using System.Globalization;
using System.Text;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.NanoBuild;

/// <summary>What a board would run wrongly is refused by ipa firmware build, with file and line.</summary>
[TestClass]
public sealed class FirmwareRefusalTests
{
    // What is refused stands in the comment of its line.
    private const string Planted = """
        using System;
        namespace Planted
        {
            public enum State { Up, Down }
            public struct Pair { public int A; public int B; }
            public interface IThing
            {
                int One() { return 1; } // body in an interface
            }
            public class Box<T> // generic parameter T
            {
                public T Value; // generic type parameter !0
            }
            public abstract class Holder
            {
                public Action<int> Handler; // generic type System.Action`1<System.Int32>
                private readonly Pair[] _pairs = new Pair[4]; // array of structs Planted.Pair[]
                public int[,] Grid; // multi-dimensional array System.Int32[,]
                public Box<int> Boxed { get; set; } // generic type Planted.Box`1<System.Int32>
                public abstract void Take(Action<int> handler); // generic type System.Action`1<System.Int32>
                public int Add(int a, int b)
                {
                    return checked(a + b); // add.ovf
                }
                public byte Narrow(int a)
                {
                    return checked((byte)a); // conv.ovf.u1
                }
                public string Show(State s)
                {
                    return "is "
                        + s;
                }
                public string Text(State s)
                {
                    string text = s.ToString(); // enum Planted.State
                    return text;
                }
                public static T Same<T>(T x) // generic parameter T
                {
                    return x;
                }
                public int Run(string[] names, int i)
                {
                    int k = i;
                    if (names[k] == null) // element of a string[] compared with null
                    {
                        return _pairs.Length;
                    }
                    Action<int> local = x => { k = x; }; // generic type System.Action`1<System.Int32>
                    local(Same(3)); // generic method call
                    var grid = new int[2, 2]; // multi-dimensional array System.Int32[,]
                    return grid[1, 1];
                }
                ~Holder() { } // finalizer
            }
            public static class Program
            {
                public static void Main()
                {
                    Console.WriteLine("hi");
                }
            }
        }
        """;

    private const string NotCompiled = """
        using System.Collections.Generic; // CS0234
        public class Holder
        {
            private List<int> _list; // CS0246: The type or namespace name 'List<>'
            private unsafe uint* _p; // CS0227
            private int? _n; // CS0518: Predefined type 'System.Nullable`1'
            System.Span<byte> S() { return default; } // CS0234: The type or namespace name 'Span<>'
            unsafe int Size() { return sizeof(Pair); } // CS0227
            unsafe delegate*<int, int> _f; // CS0227
            (int, int) T() { return (1, 2); } // CS8179
        }
        struct Pair { int A; }
        public static class Program { public static void Main() { } }
        """;

    [TestMethod]
    [DataRow("Debug")]
    [DataRow("Release")]
    public void What_compiles_and_runs_wrongly_is_refused_with_file_and_line(string configuration)
    {
        using var folder = new NanoFolder(["mscorlib"], hasConverter: true);
        folder.WriteApplication("planted", Planted);

        CommandRun run = folder.Run("firmware", "build", "planted", "--nano-sdk", "nano", "-c", configuration);

        AssertSays(Planted, "planted/Program.cs", "error subset: ", run);
        Assert.IsFalse(Directory.Exists(folder["planted/bin"]), "something was written");
    }

    [TestMethod]
    public void What_the_target_has_not_is_refused_by_the_compiler_with_file_and_line_and_the_reason()
    {
        using var folder = new NanoFolder(["mscorlib"], hasConverter: true);
        folder.WriteApplication("wrong", NotCompiled);

        CommandRun run = folder.Run("firmware", "build", "wrong", "--nano-sdk", "nano");

        AssertSays(NotCompiled, "wrong/Program.cs", "error ", run);
        Assert.Contains("(nanoFramework 1.x has no generics; use arrays, or ArrayList at start-up)", run.Error);
        Assert.Contains("(pointers do nothing on nanoFramework; registers are read through DeviceMemory)", run.Error);
    }

    [TestMethod]
    public void A_volatile_field_is_refused_with_file_and_line()
    {
        using var folder = new NanoFolder(["mscorlib"], hasConverter: true);
        folder.WriteApplication("wrong", "public static class Program\n{\n    private static volatile int _x;\n    public static void Main() { _x = 1; }\n}\n");

        CommandRun run = folder.Run("firmware", "build", "wrong", "--nano-sdk", "nano");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.MatchesRegex(@"wrong/Program\.cs:4:33: error CS0518: Predefined type 'System\.Runtime\.CompilerServices\.IsVolatile'", run.Error);
    }

    [TestMethod]
    public void An_assembly_over_the_limit_is_refused_with_the_numbers()
    {
        using var folder = new NanoFolder(["mscorlib"], hasConverter: true);
        // Each method: load, constant of five bytes, xor, return: 8 bytes in Release. Main has one, the class of the tree 21.
        var source = new StringBuilder("public static class Program\n{\n    public static void Main() { }\n");
        for (int i = 0; i < 8300; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"    public static int M{i}(int x) {{ return x ^ {1000000 + i}; }}\n");
        }
        folder.WriteApplication("large", source.Append("}\n").ToString());

        CommandRun run = folder.Run("firmware", "build", "large", "--nano-sdk", "nano");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("large: error size: 66422 bytes of bytecode, and an assembly holds fewer than 65535\n", run.Error);
        Assert.IsFalse(Directory.Exists(folder["large/bin"]), "something was written");
    }

    // Every commented line is named with what its comment says.
    private static void AssertSays(string source, string file, string kind, CommandRun run)
    {
        Assert.AreEqual(1, run.ExitCode, run.ToString());
        string[] said = run.Error.Split('\n');
        string[] lines = source.Split('\n');
        int count = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Split(" // ") is [_, var expected])
            {
                count++;
                string start = $"{file}:{i + 1}:";
                Assert.IsTrue(Array.Exists(said, line => line.StartsWith(start, StringComparison.Ordinal) && line.Contains(kind, StringComparison.Ordinal) && line.Contains(expected.TrimEnd(), StringComparison.Ordinal)), $"{start} {expected}\n{run.Error}");
            }
        }
        Assert.IsGreaterThan(7, count);
    }
}
