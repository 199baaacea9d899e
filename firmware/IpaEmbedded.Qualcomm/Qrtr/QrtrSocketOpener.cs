namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>Opens a new socket on the message bus; whoever calls it closes the socket.</summary>
/// <exception cref="Runtime.Hal.HardwareException">The bus has no room for another socket.</exception>
public delegate QrtrSocket QrtrSocketOpener();
