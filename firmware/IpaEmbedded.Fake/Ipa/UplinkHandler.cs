namespace IpaEmbedded.Fake;

/// <summary>Takes a packet that left through a TX endpoint toward the modem; the bytes are valid only during the call.</summary>
public delegate void UplinkHandler(int endpoint, byte[] frame, int length);
