using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class QmpMailboxTests
{
    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly DmaMemory _ram = MessageRam.Create();
    private readonly List<string> _messages = [];
    private readonly QmpMailbox _mailbox;
    private bool _deaf;

    public QmpMailboxTests()
    {
        var line = new InterruptLine(_loop, "aoss", true);
        var answer = new EventLoopTimer(_loop, () =>
        {
            if (_deaf) { return; }
            MessageRam.Answer(_ram, _messages);
            line.Raise();
        });
        _mailbox = new QmpMailbox(_loop, _ram, new Kicker(answer), 0, new ConsumerInterrupt(line));
    }

    [TestMethod]
    public void The_retention_message_arrives_padded_to_36_bytes()
    {
        _mailbox.Open();
        _mailbox.Send("{ class: bcm, res: ipa_pc, val: 1 }", 36);

        CollectionAssert.AreEqual(new[] { "{ class: bcm, res: ipa_pc, val: 1 } #36" }, _messages);
        Assert.AreEqual(0xffffu, _ram.Read32(0x10));
        Assert.AreEqual(0xffffu, _ram.Read32(0x24));
        Assert.AreEqual(0xffffu, _ram.Read32(0x2c));
        Assert.AreEqual(0xffffu, _ram.Read32(0x18));
        Assert.AreEqual(200L, _loop.Now);
    }

    [TestMethod]
    public void A_subsystem_that_does_not_answer_is_named_with_its_step_after_a_second()
    {
        _deaf = true;
        var error = Assert.ThrowsExactly<HardwareException>(_mailbox.Open);
        Assert.AreEqual("AOSS did not acknowledge our link within one second (0x00000000)", error.Message);
        Assert.AreEqual(1_000_000L, _loop.Now);
        Assert.IsFalse(_mailbox.IsOpen);
    }

    [TestMethod]
    public void A_message_that_is_not_taken_is_withdrawn()
    {
        _mailbox.Open();
        _deaf = true;
        Assert.AreEqual("AOSS did not take \"{ class: bcm, res: ipa_pc, val: 0 }\" within one second",
            Assert.ThrowsExactly<HardwareException>(() => _mailbox.Send("{ class: bcm, res: ipa_pc, val: 0 }", 36)).Message);
        Assert.AreEqual(0u, _ram.Read32(0x100));
        _deaf = false;
        _mailbox.Send("x", 4);
        CollectionAssert.AreEqual(new[] { "x #4" }, _messages);
    }

    [TestMethod]
    [DataRow(35)]
    [DataRow(64)]
    [DataRow(0)]
    public void A_length_that_does_not_fit_the_box_is_refused(int length)
    {
        _mailbox.Open();
        Assert.AreEqual($"AOSS message of {length} bytes; expected a multiple of 4 up to 60", Assert.ThrowsExactly<ArgumentException>(() => _mailbox.Send("x", length)).Message);
    }

    [TestMethod]
    public void Text_needs_its_final_zero_and_an_open_channel()
    {
        Assert.AreEqual("AOSS channel is not open", Assert.ThrowsExactly<HardwareException>(() => _mailbox.Send("x", 4)).Message);
        _mailbox.Open();
        Assert.AreEqual("AOSS message \"abcd\" does not fit into 4 bytes with its final zero", Assert.ThrowsExactly<ArgumentException>(() => _mailbox.Send("abcd", 4)).Message);

        Assert.IsEmpty(_messages);
    }

    [TestMethod]
    public void A_message_ram_without_room_for_its_descriptor_is_refused() =>
        Assert.AreEqual("AOSS message RAM of 56 bytes, expected at least 60",
            Assert.ThrowsExactly<HardwareException>(new QmpMailbox(_loop, new DmaMemory(0, 56), new Kicker(new EventLoopTimer(_loop, () => { })), 0, new ConsumerInterrupt(new InterruptLine(_loop, "test", true))).Open).Message);

    [TestMethod]
    [DataRow(0x00, 0u, "AOSS message RAM has magic 0x00000000, expected 0x4D41494C")]
    [DataRow(0x04, 2u, "AOSS message RAM has version 2, expected 1")]
    [DataRow(0x34, 0xfffffff0u, "AOSS message box (4294967280 bytes at 256) is not inside the message RAM of 1024 bytes")]
    [DataRow(0x38, 0x3fcu, "AOSS message box (64 bytes at 1020) is not inside the message RAM of 1024 bytes")]
    [DataRow(0x38, 0x20u, "AOSS message box (64 bytes at 32) is not inside the message RAM of 1024 bytes")]
    public void A_descriptor_that_makes_no_sense_is_refused(int offset, uint value, string message)
    {
        _ram.Write32(offset, value);
        Assert.AreEqual(message, Assert.ThrowsExactly<HardwareException>(_mailbox.Open).Message);
    }

    private sealed class Kicker(EventLoopTimer answer) : Mailbox
    {
        public override void Kick(int channel) => answer.Start(50);
    }
}
