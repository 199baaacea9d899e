using System.Reflection;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Ipa;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.HostTests.Recorders;

/// <summary>Numbers of the trace become sentences, for every id that the driver has.</summary>
[TestClass]
public sealed class TraceTextTests
{
    [TestMethod]
    public void Every_id_of_the_driver_has_a_name_and_a_text_of_its_own_in_its_range()
    {
        int[] ids = [.. typeof(IpaTraceId).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!)];

        Assert.IsGreaterThan(15, ids.Length);
        Assert.IsTrue(ids.All(id => id is >= 0x80 and <= 0xbf));
        CollectionAssert.AllItemsAreUnique(ids);
        CollectionAssert.AllItemsAreUnique(ids.Select(TraceText.NameOf).ToArray());
        foreach (int id in ids)
        {
            Assert.DoesNotStartWith("event", TraceText.NameOf(id));
            Assert.DoesNotStartWith("event", TraceText.Of(new TraceEntry { Id = id, Detail = "why" }));
        }
    }

    [TestMethod]
    [DataRow(IpaTraceId.GsiError, 0x0218a000u, 0u, null, "the GSI logged an error: ERROR_LOG 0x0218a000")]
    [DataRow(IpaTraceId.ChannelBusy, 3u, 0u, null, "channel 3: not at rest after 1 s")]
    [DataRow(IpaTraceId.RequestUnanswered, 0x21u, 1u, null, "INIT_DRIVER: no answer in 60 s")]
    [DataRow(IpaTraceId.RequestUnanswered, 0x21u, 2u, null, "INIT_DRIVER: the modem went away")]
    [DataRow(IpaTraceId.RequestRefused, 0x21u, 48u, null, "INIT_DRIVER: the modem refused with error 48")]
    [DataRow(IpaTraceId.MessageNotSent, 0x22u, 0u, "node 0 is not reachable", "INIT_COMPLETE: node 0 is not reachable")]
    [DataRow(IpaTraceId.CleanUpRefused, 0u, 0u, "pipeline clear: no tagged status after 1 s", "pipeline clear: no tagged status after 1 s")]
    [DataRow(200, 1u, 0xffu, null, "event 200: 0x00000001 0x000000ff")]
    public void An_event_is_one_sentence(int id, uint a, uint b, string? detail, string text) =>
        Assert.AreEqual(text, TraceText.Of(new TraceEntry { Id = id, A = a, B = b, Detail = detail }));
}
