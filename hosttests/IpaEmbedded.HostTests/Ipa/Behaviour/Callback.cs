namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>From where a listener is called.</summary>
public enum Callback
{
    Registered,
    Unregistered,
    QueueRunning,
    PacketReceived,
    FlowReleased,
    TransmitDone,
    PowerResumed,
    BeforePowerup,
    AfterPowerup,
    BeforeShutdown,
    AfterShutdown,
    Message,
}
