namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>What a listener does from inside a callback.</summary>
public enum Deed
{
    Send,
    Open,
    Stop,
    CloseLink,
    Sleep,
    Crash,
    StopModem,
    StartModem,
    Remove,
}
