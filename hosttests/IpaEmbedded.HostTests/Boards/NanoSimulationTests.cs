using System.Reflection;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>The nanoFramework board boots the IPA on the fake, within the limits of nanoFramework's memory.</summary>
[TestClass]
[DoNotParallelize]
public sealed class NanoSimulationTests
{
    // nanoFramework reference: one array on a 32-bit target; the heap of the virtual device.
    private const long LargestArrayBytes = 780 * 1000;
    private const long HeapBytes = 10 * 1000 * 1000;

    [TestMethod]
    public void The_application_boots_the_ipa_and_ends_with_done_ok()
    {
        string[] lines = NanoApplication.Simulated.RunProgram();

        Assert.AreEqual("DONE ok", lines[^1], string.Join('\n', lines));
        Assert.AreEqual(3, lines.Count(line => line.StartsWith("echo ", StringComparison.Ordinal) && line.Contains(" answered after ", StringComparison.Ordinal)));
        CollectionAssert.Contains(lines, "bound /soc@0/ipa@1e40000");
        CollectionAssert.Contains(lines, "link up");
        Assert.IsTrue(Array.Exists(lines, line => line.StartsWith("up gsi-setup, ", StringComparison.Ordinal)), string.Join('\n', lines));
    }

    [TestMethod]
    public void A_board_without_pins_boots_too_and_says_why_its_LEDs_stay_dark()
    {
        string[] lines = NanoApplication.Simulated.RunProgram();

        Assert.AreEqual("DONE ok", lines[^1]);
        Assert.HasCount(1, lines.Where(line => line.StartsWith("not bound /leds: ", StringComparison.Ordinal)).ToList(), string.Join('\n', lines));
    }

    /// <summary>
    /// The file is what <c>ipa -q firmware run</c> printed on upstream's interpreter, 64-bit and 32-bit, Debug and Release alike. Whoever changes the application's lines
    /// records it again; only why pins do not work is said in other words there.
    /// </summary>
    [TestMethod]
    public void Its_lines_are_those_of_nanoFrameworks_own_interpreter()
    {
        string[] recorded = File.ReadAllLines(RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Boards/nano-simulated-small.interpreter.txt"));

        string[] lines = NanoApplication.Simulated.RunProgram();

        CollectionAssert.AreEqual(recorded.Select(WithoutReason).ToArray(), lines.Select(WithoutReason).ToArray(), string.Join('\n', lines));
    }

    [TestMethod]
    [DataRow("nano-simulated.dts", 600 * 1000L, HeapBytes / 2)]
    [DataRow("nano-simulated-small.dts", 250 * 1000L, 500 * 1000L)]
    public void No_array_of_the_board_is_too_large_for_the_target_and_all_fit_into_its_heap(string tree, long least, long most)
    {
        List<Array> arrays = ArraysOf(NanoApplication.Simulated.RunBoard(Boot.BoardTree.Compile(tree)));

        long largest = arrays.Max(Bytes);
        long total = arrays.Sum(Bytes);
        Assert.IsLessThan(LargestArrayBytes, largest);
        Assert.IsLessThan(most, total, "the rest of the heap is for the code's tables and for objects");
        Assert.IsGreaterThan(least, total, "the walk has missed the buffers");
    }

    private static string WithoutReason(string line) => line.StartsWith("not bound ", StringComparison.Ordinal) ? line[..line.IndexOf(": ", StringComparison.Ordinal)] : line;

    private static long Bytes(Array array) => array.LongLength * (array.GetType().GetElementType() is { IsPrimitive: true } element ? System.Runtime.InteropServices.Marshal.SizeOf(element == typeof(bool) ? typeof(byte) : element) : IntPtr.Size);

    /// <summary>Every array that can be reached from an object.</summary>
    private static List<Array> ArraysOf(object root)
    {
        const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<object>([root]);
        while (waiting.TryPop(out object? at))
        {
            if (!seen.Add(at))
            {
                continue;
            }

            if (at is Array array)
            {
                foreach (object element in array.GetType().GetElementType()!.IsPrimitive ? [] : array.Cast<object>().Where(element => element is not null))
                {
                    waiting.Push(element);
                }
            }

            for (Type? type = at is string or Array or Type or MemberInfo ? null : at.GetType(); type is not null; type = type.BaseType)
            {
                foreach (object value in type.GetFields(Fields).Where(field => !field.FieldType.IsPrimitive && !field.FieldType.IsPointer).Select(field => field.GetValue(at)!).Where(value => value is not null))
                {
                    waiting.Push(value);
                }
            }
        }

        return [.. seen.OfType<Array>()];
    }
}
