namespace IpaEmbedded.HostTests.Boards;

[TestClass]
public sealed class TestNetworkTests
{
    [TestMethod]
    public void Networks_at_the_same_time_are_different_and_one_that_was_given_back_is_taken_again()
    {
        TunProcess.Require();
        using var first = new TestNetwork();
        string again;
        using (var second = new TestNetwork())
        {
            again = second.Address;
            string[] all = [first.Own.ToString(), first.Peer.ToString(), first.NextOwn.ToString(), first.NextPeer.ToString(), first.Own6.ToString(), second.Own.ToString(), second.Peer.ToString(), second.NextOwn.ToString(), second.NextPeer.ToString(), second.Own6.ToString()];
            CollectionAssert.AllItemsAreUnique(all);
        }
        Assert.AreNotEqual(first.Address, again);
        Assert.AreNotEqual(TestNetwork.Piece(), TestNetwork.Piece());
    }
}
