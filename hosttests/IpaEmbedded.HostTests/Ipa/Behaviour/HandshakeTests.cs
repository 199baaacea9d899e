using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>The agreement with the modem: in any order, once, and against nonsense.</summary>
[TestClass]
public sealed class HandshakeTests
{
    [TestMethod]
    public void Driver_and_modem_agree_whatever_comes_first()
    {
        foreach (int[] order in Orders())
        {
            Board board = SetUp();
            for (int i = 0; i < order.Length; i++)
            {
                bool last = order.Skip(i + 1).All(step => step == 3);
                Say(board, order[i]);
                Assert.AreEqual(last, board.Interface.IsRegistered, $"{string.Join(',', order)} after {i + 1}");
            }
            Assert.AreEqual(1, board.Soc.Modem.InitCompletes);
            Assert.AreEqual(1, board.Soc.Modem.InitDriverRequests);
            board.AssertClean();
        }
    }

    [TestMethod]
    public void After_the_modems_return_the_answer_to_init_driver_is_enough()
    {
        Board board = SetUp();
        foreach (int step in new[] { 0, 1, 2, 3 }) { Say(board, step); }
        board.Soc.Modem.SendBye();
        board.Loop.Run(1000);
        board.Work(board.Interface.Unregister);
        Say(board, 0);

        Assert.IsTrue(board.Interface.IsRegistered);
        Assert.AreEqual(0, board.Soc.Modem.InitCompletes);
        Say(board, 1);
        Assert.AreEqual(1, board.Soc.Modem.InitCompletes, "it asks for the indication later");
    }

    [TestMethod]
    public void A_node_that_goes_before_the_modem_has_said_anything_is_not_taken_for_its_return()
    {
        Board board = SetUp();
        Say(board, 3);
        // Number 0, like a modem that nobody has heard of yet.
        board.Soc.Modem.SendBye();
        board.Loop.Run(1000);
        Say(board, 0);
        Assert.IsFalse(board.Interface.IsRegistered, "its driver is not up");
        Say(board, 1);
        Say(board, 2);

        Assert.IsTrue(board.Interface.IsRegistered);
        Assert.AreEqual(1, board.Soc.Modem.InitCompletes);
        board.AssertClean();
    }

    [TestMethod]
    public void Requests_of_the_largest_size_are_taken()
    {
        Board board = SetUp();
        // INDICATION_REGISTER with all five elements: 20 bytes behind the header of 7.
        byte[] request = [0, 9, 0, 0x20, 0, 20, 0, 0x10, 1, 0, 1, 0x11, 1, 0, 1, 0x12, 1, 0, 1, 0x13, 1, 0, 1, 0x14, 1, 0, 1];
        board.Soc.Modem.SendRaw(request);
        board.Loop.Run(10000);
        Assert.AreEqual(1, board.Soc.Modem.Answers);
        Say(board, 0);
        Say(board, 2);

        Assert.IsTrue(board.Interface.IsRegistered);
    }

    [TestMethod]
    public void A_modem_that_asks_without_end_is_answered_as_far_as_the_queue_goes()
    {
        Board board = SetUp();
        for (int i = 0; i < 5000; i++) { board.Soc.Modem.SendIndicationRegister(); }
        board.Loop.Run(100000);
        Say(board, 0);
        Say(board, 2);

        Assert.IsTrue(board.Interface.IsRegistered);
        Assert.AreEqual(1, board.Soc.Modem.InitCompletes);
        board.AssertClean();
    }

    [TestMethod]
    public void Random_bytes_from_the_modem_break_nothing()
    {
        Board board = SetUp();
        var random = new Random(5);
        for (int i = 0; i < 3000; i++)
        {
            byte[] message = new byte[random.Next(0, 60)];
            random.NextBytes(message);
            if (message.Length > 6 && i % 2 == 0)
            {
                message[0] = (byte)random.Next(0, 4);
                message[3] = (byte)(i % 3 == 0 ? 0x20 : 0x35);
                message[4] = 0;
            }
            board.Soc.Modem.SendRaw(message);
            if (i % 50 == 0) { board.Loop.Run(1000); }
        }
        foreach (int step in new[] { 0, 1, 2, 3 }) { Say(board, step); }

        Assert.IsTrue(board.Interface.IsRegistered);
        board.AssertClean();
    }

    [TestMethod]
    public void The_modem_learns_of_the_drivers_end()
    {
        Board board = SetUp();
        Assert.IsTrue(board.Soc.Modem.IsApServiceKnown);
        board.Remove();
        board.Loop.Run(1000);

        Assert.IsFalse(board.Soc.Modem.IsApServiceKnown);
        board.AssertNothingLeft();
    }

    private static Board SetUp()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Probe();
        board.Soc.Modem.LoadGsiFirmware();
        board.Soc.Modem.AssertSetupReady();
        board.Loop.Run(100000);
        Assert.IsTrue(board.Driver.IsSetUp, board.Told(IpaTraceId.SetupFailed));
        // Another service of the modem's node brings up the link between the nodes.
        board.Soc.Link.AddServer(0x99, 1, 1, 0x77);
        board.Loop.Run(1000);
        return board;
    }

    private static void Say(Board board, int step)
    {
        switch (step)
        {
            case 0: board.Soc.Modem.AnnounceService(); break;
            case 1: board.Soc.Modem.SendIndicationRegister(); break;
            case 2: board.Soc.Modem.SendDriverInitComplete(); break;
            default: board.Soc.Modem.FinishMicrocontrollerInit(); break;
        }
        board.Loop.Run(10000);
    }

    private static IEnumerable<int[]> Orders() =>
        from a in Enumerable.Range(0, 4)
        from b in Enumerable.Range(0, 4)
        from c in Enumerable.Range(0, 4)
        from d in Enumerable.Range(0, 4)
        where new[] { a, b, c, d }.Distinct().Count() == 4
        select new[] { a, b, c, d };
}
