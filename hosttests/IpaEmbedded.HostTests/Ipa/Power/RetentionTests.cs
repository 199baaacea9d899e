using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Power;
using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.HostTests.Ipa.Power;

/// <summary>What the always-on subsystem is asked, in its own words.</summary>
[TestClass]
public sealed class RetentionTests
{
    private readonly EventLoop _loop = new(new VirtualTime());

    [TestMethod]
    public void Retention_is_asked_for_and_given_up_in_36_bytes()
    {
        var messages = new Messages();
        var retention = new Retention(_loop, messages);
        Assert.IsTrue(retention.Enable());
        retention.Disable();

        Assert.AreEqual("{ class: bcm, res: ipa_pc, val: 1 } 36; { class: bcm, res: ipa_pc, val: 0 } 36", string.Join("; ", messages.Sent));
        Assert.AreEqual(0u, _loop.Trace.CountOf(IpaTraceId.RetentionRefused));
    }

    [TestMethod]
    public void A_board_without_the_subsystem_never_loses_registers()
    {
        var retention = new Retention(_loop, null);
        retention.Disable();

        Assert.IsTrue(retention.Enable());
    }

    [TestMethod]
    public void A_refusal_is_told_and_no_promise()
    {
        var retention = new Retention(_loop, new Messages { Refusal = "mute" });
        Assert.IsFalse(retention.Enable());
        retention.Disable();

        TraceEntry told = _loop.Trace.Last(IpaTraceId.RetentionRefused);
        Assert.AreEqual((2u, 0u, 0u, "mute"), (_loop.Trace.CountOf(IpaTraceId.RetentionRefused), told.A, told.B, told.Detail));
    }

    private sealed class Messages : AossMessages
    {
        public List<string> Sent { get; } = [];

        public string? Refusal { get; init; }

        public override void Send(string text, int length)
        {
            if (Refusal is not null) { throw new HardwareException(Refusal); }
            Sent.Add($"{text} {length}");
        }
    }
}
