using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>Which votes for wake and sleep are sent: those that differ, and the ones that they need.</summary>
[TestClass]
public sealed class RpmhControllerTests
{
    private const uint Commit = 1u << 30;

    private readonly Link _link = new();
    private readonly RpmhController _controller;

    public RpmhControllerTests()
    {
        _controller = new RpmhController("apps_rsc", _link);
    }

    [TestMethod]
    public void A_vote_that_differs_goes_with_the_one_that_commits_it()
    {
        WakeSet((0x10, 5), (0x20, Commit | 6), (0x30, Commit | 7));
        WakeSet((0x10, 8), (0x20, Commit | 6), (0x30, Commit | 7));

        CollectionAssert.AreEqual(new[] { "10=5 20=40000006 30=40000007", "10=8 20=40000006" }, _link.Sets);
    }

    [TestMethod]
    public void Votes_that_are_known_are_not_sent_again_and_after_a_refusal_all_are()
    {
        WakeSet((0x10, 5), (0x20, Commit | 6));
        WakeSet((0x10, 5), (0x20, Commit | 6));
        Assert.HasCount(1, _link.Sets);
        _link.Refuses = true;
        Assert.ThrowsExactly<HardwareException>(() => WakeSet((0x10, 5), (0x20, Commit | 9)));
        _link.Refuses = false;

        WakeSet((0x10, 5), (0x20, Commit | 6));

        Assert.AreEqual("10=5 20=40000006", _link.Sets[^1]);
    }

    /// <summary>A set that was refused may be there in part: what it said is sent again, though it is what was said last.</summary>
    [TestMethod]
    [DataRow(RpmhState.WakeOnly, RpmhState.Sleep)]
    [DataRow(RpmhState.Sleep, RpmhState.WakeOnly)]
    public void Votes_that_were_refused_are_sent_when_they_come_again_and_those_of_the_other_kind_are_known_still(RpmhState refused, RpmhState other)
    {
        _controller.Write(other, 0x10, 3, false);
        _link.Refuses = true;
        Assert.ThrowsExactly<HardwareException>(() => _controller.Write(refused, 0x10, 5, false));
        _link.Refuses = false;
        _link.Sets.Clear();

        _controller.Write(refused, 0x10, 5, false);
        _controller.Write(refused, 0x10, 5, false);
        _controller.Write(other, 0x10, 3, false);

        CollectionAssert.AreEqual(new[] { "10=5" }, _link.Sets);
    }

    private void WakeSet(params (uint Address, uint Word)[] votes) =>
        _controller.WriteSet(RpmhState.WakeOnly, [.. votes.Select(vote => vote.Address)], [.. votes.Select(vote => vote.Word)], new bool[votes.Length], 0, votes.Length);

    private sealed class Link : RpmhLink
    {
        public List<string> Sets { get; } = [];

        public bool Refuses { get; set; }

        public override void Send(RpmhState state, uint[] addresses, uint[] data, bool[] waits, int count)
        {
            if (Refuses) { throw new HardwareException("refused"); }
            Sets.Add(string.Join(' ', Enumerable.Range(0, count).Select(i => $"{addresses[i]:x}={data[i]:x}")));
        }

        public override void Invalidate()
        {
        }
    }
}
