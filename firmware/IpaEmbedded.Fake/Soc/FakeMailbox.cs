using IpaEmbedded.Qualcomm.Mailboxes;

namespace IpaEmbedded.Fake;

/// <summary>Hands kicks of the application processor to the models behind the channels.</summary>
internal sealed class FakeMailbox : Mailbox
{
    private readonly FakeSoc _soc;

    internal FakeMailbox(FakeSoc soc)
    {
        _soc = soc;
    }

    public override void Kick(int channel)
    {
        _soc.SmemUse.CheckUnlocked();
        if (channel == _soc.Map.Smp2pChannel) { _soc.Smp2p.OnKick(); }
        else if (channel == _soc.Map.AossChannel) { _soc.Aoss.OnKick(); }
    }
}
