namespace IpaEmbedded.Qualcomm.Aoss;

/// <summary>The channel on which a driver asks the always-on subsystem for something, in text.</summary>
public abstract class AossMessages
{
    /// <summary>Sends a text, padded with zeros to <paramref name="length"/> bytes (a multiple of 4), and waits until it was taken.</summary>
    public abstract void Send(string text, int length);
}
