using IpaEmbedded.Ipa;

namespace IpaEmbedded.HostTests.Ipa.Modem;

/// <summary>What is said to the modem and when it counts as ready, step by step, in every order, with whatever may go wrong at each.</summary>
[TestClass]
public sealed class ModemAgreementTests
{
    private const string Asks = "client asks 5:9 21 #0";
    private const string Indicates = "server indicates 5:9 22 #0 02040000000000";
    private const string AnswersIndication = "server answers 5:9 20 #1 02040000000000";
    private const string AnswersUp = "server answers 5:9 35 #2 02040000000000";

    private readonly HandshakeBench _bench = new();

    [TestMethod]
    public void The_driver_offers_its_service_before_it_looks_for_the_modems_and_closes_in_the_reverse_order()
    {
        Assert.AreEqual("server opens, server offers 31.1.1, client opens, client looks for 31.1.2", _bench.Told());
        _bench.Handshake.Teardown();
        Assert.AreEqual("client closes, server closes", _bench.Told());
        _bench.Handshake.Teardown();
        Assert.AreEqual("", _bench.Told(), "there is nothing to close");
    }

    [TestMethod]
    public void The_modem_is_ready_after_its_three_steps_in_any_order_and_is_told_so_once()
    {
        string[] steps = ["answer", "indication", "up"];
        foreach (string first in steps)
        {
            foreach (string second in steps.Where(step => step != first))
            {
                string third = steps.Single(step => step != first && step != second);
                var bench = new HandshakeBench();
                bench.Told();
                string where = $"{first}, {second}, {third}";
                Assert.AreEqual(Effect(first), Do(bench, first), where);
                Assert.AreEqual(Effect(second), Do(bench, second), where);
                Assert.AreEqual($"{Effect(third)}, {Indicates}, ready", Do(bench, third), where);
                bench.WantIndication();
                Assert.AreEqual(AnswersIndication + ", ready", bench.Told(), where + ", and asks once more");
                bench.BeUp();
                Assert.AreEqual(AnswersUp + ", ready", bench.Told(), where);
            }
        }
    }

    [TestMethod]
    public void A_modem_whose_service_goes_and_comes_again_is_ready_with_its_answer()
    {
        Do(_bench, "answer");
        Do(_bench, "indication");
        Do(_bench, "up");
        _bench.Disappear();
        Assert.AreEqual("", _bench.Told());
        _bench.AppearAnd(() => _bench.AnswerInit(1));
        Assert.AreEqual("client asks 5:9 21 #1, ready", _bench.Told());
        _bench.WantIndication();

        Assert.AreEqual(AnswersIndication + ", server indicates 5:9 22 #1 02040000000000, ready", _bench.Told(), "it is told again when it asks");
    }

    [TestMethod]
    [DataRow(true, ", ready", DisplayName = "that finds the microcontroller loaded has nothing more to report")]
    [DataRow(false, "", DisplayName = "that has to load it goes all the way")]
    public void A_modem_that_went_before_the_first_agreement(bool loaded, string told)
    {
        _bench.Told();
        _bench.AppearAnd(() => _bench.Bye(HandshakeBench.Node));
        Assert.AreEqual(Asks, _bench.Told());
        Assert.AreEqual(1000L, _bench.Loop.Now, "nobody waits for it any longer");
        _bench.IsLoaded = loaded;
        _bench.AppearAnd(() => _bench.AnswerInit(1));
        Assert.AreEqual("client asks 5:9 21 #1" + told, _bench.Told());
        if (loaded) { return; }

        Assert.AreEqual(AnswersUp, Do(_bench, "up"));
        Assert.AreEqual($"{AnswersIndication}, {Indicates}, ready", Do(_bench, "indication"));
    }

    [TestMethod]
    public void A_loaded_microcontroller_means_nothing_to_a_modem_that_has_not_gone_nor_the_end_of_other_nodes()
    {
        _bench.IsLoaded = true;
        _bench.Told();
        // Number 0, like a node that nobody has heard of.
        _bench.Bye(0);
        _bench.WantIndication();
        _bench.Bye(0);
        _bench.Bye(4);
        Assert.AreEqual(AnswersIndication, _bench.Told());
        Assert.AreEqual(Asks, Do(_bench, "answer"));

        Assert.AreEqual($"{AnswersUp}, {Indicates}, ready", Do(_bench, "up"));
    }

    [TestMethod]
    public void The_node_of_the_first_request_is_the_modems_until_its_service_appears()
    {
        _bench.Told();
        _bench.WantIndication(1, 7);
        Assert.AreEqual("server answers 7:9 20 #1 02040000000000", _bench.Told());
        _bench.WantIndication(1, 8);
        _bench.Bye(8);
        Assert.AreEqual("server answers 8:9 20 #1 02040000000000", _bench.Told());
        _bench.WantIndication(1, 8);
        _bench.Bye(7);
        Assert.AreEqual("", _bench.Told());
        _bench.WantIndication(1, 8);
        _bench.Bye(8);
        Assert.AreEqual("", _bench.Told(), "the next to ask is the modem then");
        _bench.WantIndication(1, 8);
        _bench.Told();
        Do(_bench, "up");
        Assert.AreEqual($"{Asks}, {Indicates}, ready", Do(_bench, "answer"), "the node of the service counts");
    }

    [TestMethod]
    public void What_waits_to_be_done_is_forgotten_when_the_modem_goes()
    {
        _bench.IsLoaded = true;
        _bench.Told();
        _bench.Appear();
        _bench.WantIndication();
        _bench.BeUp();
        _bench.Bye(HandshakeBench.Node);
        Assert.AreEqual("", _bench.Told());
        _bench.BeUp();
        Assert.AreEqual(AnswersUp, _bench.Told(), "and comes with nothing that is asked later");

        _bench.Appear();
        _bench.WantIndication();
        _bench.Handshake.Teardown();
        Assert.AreEqual("client closes, server closes", _bench.Told());
        _bench.Open();
        _bench.Told();
        Assert.AreEqual(Asks, Do(_bench, "answer"), "a new setup knows nothing of the last one's");
    }

    /// <summary>Whoever sends may wait for the receiver, and the receiver may go meanwhile.</summary>
    [TestMethod]
    public void A_modem_that_goes_while_it_is_answered_leaves_nothing_to_be_answered_and_is_answered_when_it_asks_again()
    {
        _bench.Told();
        _bench.WantIndication();
        _bench.BeUp();
        _bench.WhileSending = () =>
        {
            _bench.Bye(HandshakeBench.Node);
            _bench.IsUnreachable = true;
        };
        Assert.AreEqual("", _bench.Told());
        Assert.AreEqual(1u, _bench.Loop.Trace.CountOf(IpaTraceId.MessageNotSent), "the second request went with the modem");
        _bench.WhileSending = null;
        _bench.IsUnreachable = false;

        for (int round = 0; round < 20; round++)
        {
            _bench.WantIndication();
            _bench.BeUp();
            Assert.AreEqual($"{AnswersIndication}, {AnswersUp}", _bench.Told());
        }
    }

    [TestMethod]
    public void A_modem_that_goes_while_its_answer_is_waited_for_ends_the_wait()
    {
        _bench.Told();
        _bench.AppearAnd(_bench.Disappear);
        Assert.AreEqual(Asks, _bench.Told());

        Assert.AreEqual((1000L, 1u, 0x21u, 2u), (_bench.Loop.Now, _bench.Loop.Trace.CountOf(IpaTraceId.RequestUnanswered), _bench.Loop.Trace.Last(IpaTraceId.RequestUnanswered).A,
            _bench.Loop.Trace.Last(IpaTraceId.RequestUnanswered).B));
    }

    [TestMethod]
    public void An_answer_is_waited_for_a_minute()
    {
        _bench.Appear();
        _bench.Told();

        Assert.AreEqual((60_000_000L, 1u, 0x21u, 1u), (_bench.Loop.Now, _bench.Loop.Trace.CountOf(IpaTraceId.RequestUnanswered), _bench.Loop.Trace.Last(IpaTraceId.RequestUnanswered).A,
            _bench.Loop.Trace.Last(IpaTraceId.RequestUnanswered).B));
    }

    [TestMethod]
    [DataRow(1, 0x203, 0x203u)]
    [DataRow(0x100, 5, 5u)]
    [DataRow(-1, 0, 0u, DisplayName = "without a result")]
    public void A_refusal_of_the_modem_is_told_with_its_error_and_is_no_answer(int result, int error, uint told)
    {
        _bench.AppearAnd(() =>
        {
            if (result < 0) { _bench.AnswerInitWithoutResult(0); }
            else { _bench.AnswerInit(0, (ushort)result, (ushort)error); }
        });
        _bench.Told();
        Assert.AreEqual((1u, 0x21u, told), (_bench.Loop.Trace.CountOf(IpaTraceId.RequestRefused), _bench.Loop.Trace.Last(IpaTraceId.RequestRefused).A, _bench.Loop.Trace.Last(IpaTraceId.RequestRefused).B));
        _bench.BeUp();
        _bench.WantIndication();

        Assert.AreEqual($"{AnswersUp}, {AnswersIndication}", _bench.Told());
        Assert.AreEqual(0u, _bench.Loop.Trace.CountOf(IpaTraceId.RequestUnanswered));
    }

    [TestMethod]
    [DataRow(169, 0u, DisplayName = "as long as the longest")]
    [DataRow(170, 3u, DisplayName = "one byte longer")]
    public void An_answer_may_be_as_long_as_the_longest_message(int length, uint outcome)
    {
        _bench.Told();
        _bench.AppearAnd(() => _bench.AnswerInitAtLength(0, length));
        Assert.AreEqual(Asks, _bench.Told());

        Assert.AreEqual((outcome == 0 ? 0u : 1u, outcome), (_bench.Loop.Trace.CountOf(IpaTraceId.RequestUnanswered), _bench.Loop.Trace.Last(IpaTraceId.RequestUnanswered)?.B ?? 0));
        Do(_bench, "indication");
        Assert.AreEqual(outcome == 0 ? $"{AnswersUp}, {Indicates}, ready" : AnswersUp, Do(_bench, "up"));
    }

    [TestMethod]
    [DataRow(false, "18010000")]
    [DataRow(true, "18010001")]
    public void The_modem_is_told_whether_the_microcontroller_is_loaded(bool loaded, string element)
    {
        _bench.IsLoaded = loaded;
        Do(_bench, "answer");

        StringAssert.Contains(_bench.InitDriver, element);
    }

    [TestMethod]
    public void A_request_that_cannot_be_sent_is_told_and_comes_again_with_the_service()
    {
        _bench.Told();
        _bench.IsUnreachable = true;
        _bench.Appear();
        Assert.AreEqual("", _bench.Told());
        AssertNotSent(1, 0x21);
        _bench.IsUnreachable = false;
        _bench.AppearAnd(() => _bench.AnswerInit(1));

        Assert.AreEqual(("client asks 5:9 21 #1", 1000L), (_bench.Told(), _bench.Loop.Now));
    }

    [TestMethod]
    public void An_answer_that_cannot_be_sent_is_told_and_is_no_step()
    {
        Do(_bench, "answer");
        Do(_bench, "indication");
        _bench.IsUnreachable = true;
        Assert.AreEqual("", Do(_bench, "up"));
        AssertNotSent(1, 0x35);
        _bench.IsUnreachable = false;

        Assert.AreEqual($"{AnswersUp}, {Indicates}, ready", Do(_bench, "up"));
    }

    [TestMethod]
    public void An_indication_that_cannot_be_sent_is_told_and_sent_with_the_next_step()
    {
        Do(_bench, "indication");
        Do(_bench, "up");
        _bench.AppearAnd(() =>
        {
            _bench.IsUnreachable = true;
            _bench.AnswerInit(0);
        });
        Assert.AreEqual(Asks, _bench.Told());
        AssertNotSent(1, 0x22);
        _bench.IsUnreachable = false;

        Assert.AreEqual($"{AnswersUp}, server indicates 5:9 22 #1 02040000000000, ready", Do(_bench, "up"));
    }

    [TestMethod]
    [DataRow("00010077000000", 0x77u, DisplayName = "a message that nobody knows")]
    [DataRow("00010021000000", 0x21u, DisplayName = "one that only this side sends")]
    [DataRow("00010035000000", 0x35u, DisplayName = "DRIVER_INIT_COMPLETE without its status")]
    [DataRow("000100350005000102000000", 0x35u, DisplayName = "with a status of two bytes")]
    public void A_request_that_means_nothing_is_told_and_not_answered(string hex, uint message)
    {
        _bench.Told();
        _bench.Request(hex);

        Assert.AreEqual(("", 1u, message, 0u), (_bench.Told(), _bench.Loop.Trace.CountOf(IpaTraceId.RequestUnknown), _bench.Loop.Trace.Last(IpaTraceId.RequestUnknown).A, _bench.Loop.Trace.Last(IpaTraceId.RequestUnknown).B));
    }

    [TestMethod]
    public void Sixteen_requests_wait_in_order_and_the_next_is_dropped()
    {
        _bench.Told();
        // Several times, so that the queue turns.
        for (int round = 0; round < 5; round++)
        {
            int count = round == 4 ? 18 : 5 + round;
            for (int i = 0; i < count; i++)
            {
                if (i % 3 == 0) { _bench.BeUp(i); }
                else { _bench.WantIndication(i, 5 + (uint)i); }
            }
            string[] expected = [.. Enumerable.Range(0, Math.Min(count, 16)).Select(i => i % 3 == 0 ? $"server answers 5:9 35 #{i} 02040000000000" : $"server answers {5 + i}:9 20 #{i} 02040000000000")];
            Assert.AreEqual(string.Join(", ", expected), _bench.Told());
        }

        Assert.AreEqual((2u, 0x20u, 0u), (_bench.Loop.Trace.CountOf(IpaTraceId.RequestDropped), _bench.Loop.Trace.Last(IpaTraceId.RequestDropped).A, _bench.Loop.Trace.Last(IpaTraceId.RequestDropped).B));
    }

    [TestMethod]
    public void An_indication_of_the_modem_is_heard_and_nothing_more()
    {
        _bench.Told();
        _bench.Request("04010022000700" + "02040000000000");

        Assert.AreEqual("", _bench.Told());
    }

    private static string Do(HandshakeBench bench, string step)
    {
        switch (step)
        {
            case "answer":
                bench.AppearAnd(() => bench.AnswerInit(0));
                break;
            case "indication":
                bench.WantIndication();
                break;
            default:
                bench.BeUp();
                break;
        }
        return bench.Told();
    }

    private static string Effect(string step) => step switch { "answer" => Asks, "indication" => AnswersIndication, _ => AnswersUp };

    private void AssertNotSent(uint times, uint message) =>
        Assert.AreEqual((times, message, 0u, "no route"), (_bench.Loop.Trace.CountOf(IpaTraceId.MessageNotSent), _bench.Loop.Trace.Last(IpaTraceId.MessageNotSent).A, _bench.Loop.Trace.Last(IpaTraceId.MessageNotSent).B,
            _bench.Loop.Trace.Last(IpaTraceId.MessageNotSent).Detail));
}
