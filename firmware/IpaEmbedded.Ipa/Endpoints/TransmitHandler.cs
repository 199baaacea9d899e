namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>Is told at the end of a TX endpoint's poll what was completed since the last one; elements are free.</summary>
public delegate void TransmitHandler(uint packets, uint bytes);
