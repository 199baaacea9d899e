using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Ipa;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>Every field of the memory that is shared with the microcontroller says every boundary value, before and after it was loaded: what is unknown is said, and traffic flows on.</summary>
[TestClass]
public sealed class LyingMicrocontrollerTests
{
    private const int AreaBytes = 0x80;

    // Source: the IPA reference, 6.2.
    private static readonly LiedField[] Fields =
    [
        new("command", 0x00, 1, false), new("reserved", 0x01, 3, false), new("command_param", 0x04, 4, false), new("command_param_hi", 0x08, 4, false), new("response", 0x0c, 1, true), new("reserved", 0x0d, 3, false),
        new("response_param", 0x10, 4, false), new("event", 0x14, 1, true), new("reserved", 0x15, 3, false), new("event_param", 0x18, 4, true), new("first_error_address", 0x1c, 4, false), new("hw_state", 0x20, 1, false),
        new("warning_counter", 0x21, 1, false), new("reserved", 0x22, 2, false), new("interface_version", 0x24, 2, false), new("reserved", 0x26, 2, false), new("reserved", 0x28, 0x58, false),
    ];

    [TestMethod]
    [DataRow(Board.V31)]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V50)]
    public void T19_Every_field_of_the_microcontrollers_memory_may_say_anything(string name)
    {
        LiedField.AssertWhole(Fields, AreaBytes);
        var board = new Board(name).Open();
        var link = new Link(board);
        DmaMemory memory = board.Soc.Chip.SharedMemory;
        int area = (int)board.Soc.Chip.Description.MemoryBase * 8 + board.Soc.Chip.Description.MicrocontrollerOffset;
        int sequence = 0;
        foreach (LiedField field in Fields)
        {
            int bytes = Math.Min(field.Bytes, 4);
            foreach (ulong value in Boundary.Values(bytes, 3, 4, 8))
            {
                Assert.IsTrue(board.Echo(link, ++sequence));
                byte[] before = new byte[AreaBytes];
                memory.CopyTo(area, before, 0, AreaBytes);
                for (int i = 0; i < bytes; i++) { memory.Write8(area + field.At + i, (byte)(value >> 8 * i)); }
                uint unknown = Unknown(board);
                board.Soc.Chip.Microcontroller.RaiseEvent(memory.Read8(area + 0x14), 0);
                board.Soc.Chip.Microcontroller.Respond(memory.Read8(area + 0x0c), 0);
                byte said = memory.Read8(area + 0x14);
                byte answered = memory.Read8(area + 0x0c);
                board.Loop.Run(1000);

                uint wanted = (said is 1 or 2 ? 0u : 1u) + (answered == 1 ? 0u : 1u);
                Assert.AreEqual(wanted, Unknown(board) - unknown, $"{name} {field.Name} 0x{value:x}");
                memory.CopyFrom(area, before, 0, AreaBytes);
                Assert.IsTrue(board.Echo(link, ++sequence), $"{name} {field.Name} 0x{value:x}");
            }
        }
        Assert.IsTrue(board.Driver.Microcontroller.IsLoaded);
        board.Loop.Run(Board.Second);
        Assert.AreEqual(0, board.Driver.Power.UsageCount, "every reference was dropped once");
        board.Remove();
        board.AssertNothingLeft();
        board.AssertClean();
    }

    [TestMethod]
    public void T19_Only_the_response_that_says_so_means_that_the_microcontroller_is_loaded()
    {
        foreach (int response in Enumerable.Range(0, 256).Where(response => response != 1))
        {
            var board = new Board().Probe();
            board.Work(() => board.Supervisor.Start());
            board.Soc.Chip.Microcontroller.Respond((byte)response, 0);
            board.Loop.RunPending();
            Assert.IsFalse(board.Driver.Microcontroller.IsLoaded, $"response {response}");
            Assert.AreEqual(1, board.Driver.Power.UsageCount, $"response {response}: the proxy reference");
            board.AwaitModem();
            Assert.IsTrue(board.Driver.Microcontroller.IsLoaded);
        }
    }

    private static uint Unknown(Board board) => (uint)board.Loop.Trace.CountOf(IpaTraceId.MicrocontrollerUnknown);
}
