using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.HostTests.Ipa.Sweeps;

namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>
/// Every field of every message of the modem says every boundary value once: nothing escapes, it costs its transaction and with it at most this start of
/// the modem, and the next one works.
/// </summary>
[TestClass]
public sealed class LyingMessageTests
{
    private const int HeaderBytes = 7;
    private const int ElementHeaderBytes = 3;

    // Elements of the messages, in the order in which the modem sends them. Source: the IPA reference, 7.2.
    private static readonly (int Message, int Type, int[] Elements)[] Messages = [(0x21, 2, [0x02, 0x10, 0x11, 0x12]), (0x20, 0, [0x10]), (0x35, 0, [0x01])];

    // Of the header: type, transaction, message, length.
    private static readonly (string Name, int At, int Bytes)[] Header = [("type", 0, 1), ("transaction", 1, 2), ("message", 3, 2), ("length", 5, 2)];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void T18_Every_field_of_a_message_may_say_anything()
    {
        foreach (string board in (string[])(Sweep.IsWhole ? [Board.Sdm845, Board.V31, Board.V42, Board.V50] : [Board.Sdm845])) { Of(board); }
    }

    private void Of(string board)
    {
        var clean = new SweptRun(board, Setup);
        var seen = new List<byte[]>();
        clean.Life.Board.Soc.Chip.Observer = new Tap((number, message) => seen.Add([.. message]));
        clean.Live();
        Assert.AreEqual("", clean.Wrong);
        // Another one comes with the modem of the last part of every run.
        Assert.IsGreaterThanOrEqualTo(Messages.Length, seen.Count);
        var sweep = new Sweep();
        for (int number = 0; number < Messages.Length; number++)
        {
            byte[] message = seen[number];
            Assert.AreEqual((Messages[number].Message, Messages[number].Type), (message[3] | message[4] << 8, message[0]));
            foreach ((string name, int at, int bytes) in FieldsOf(message, Messages[number].Elements))
            {
                foreach (ulong value in Boundary.Values(bytes, Boundary.Read(message, at, bytes), (ulong)message.Length, (ulong)message.Length - HeaderBytes, 0x20, 0x21, 0x22, 0x35)) { Lie(sweep, clean, board, number, name, at, bytes, value); }
            }
        }
        sweep.AssertNothing(TestContext);
    }

    private static SweptScenario Setup => SweptScenario.All.Single(scenario => scenario.Name == "setup");

    private static void Lie(Sweep sweep, SweptRun clean, string board, int number, string name, int at, int bytes, ulong value)
    {
        var run = new SweptRun(board, Setup);
        bool isPast = false;
        // Who believes a wrong transaction answers it.
        run.Life.CannotKeep(SanitizerRule.MessageAnswer);
        run.Life.Board.Soc.Chip.Observer = new Tap((index, message) =>
        {
            if (index != number || isPast) { return; }
            isPast = true;
            Boundary.Write(message, at, bytes, value);
        });
        run.Live();
        sweep.Take(run, clean, MildestOutcome.OfMessages, "setup", $"{name} of message {number}", $"{board} 0x{value:x}");
    }

    // The table and the message name the same elements.
    private static IEnumerable<(string Name, int At, int Bytes)> FieldsOf(byte[] message, int[] elements)
    {
        foreach ((string name, int at, int bytes) in Header) { yield return (name, at, bytes); }
        int where = HeaderBytes;
        foreach (int element in elements)
        {
            Assert.AreEqual(element, message[where]);
            int size = message[where + 1] | message[where + 2] << 8;
            yield return ($"element 0x{element:x}", where, 1);
            yield return ($"length of element 0x{element:x}", where + 1, 2);
            for (int at = 0; at < size; at += 2) { yield return ($"value {at} of element 0x{element:x}", where + ElementHeaderBytes + at, Math.Min(2, size - at)); }
            where += ElementHeaderBytes + size;
        }
        Assert.AreEqual(message.Length, where, "elements that the table does not name");
    }

    private sealed class Tap(Action<int, byte[]> see) : ChipObserver
    {
        private int _count;

        public override void OnMessage(bool toModem, uint apPort, uint modemPort, byte[] message, int length)
        {
            if (!toModem) { see(_count++, message); }
        }
    }
}
