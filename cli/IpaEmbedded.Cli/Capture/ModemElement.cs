namespace IpaEmbedded.Cli.Capture;

/// <summary>An element (TLV) of a message of the IPA service: in which kind of message it stands (0 request, 2 response, 4 indication), its tag, its name, and the names of its numbers with their widths in bytes.</summary>
public sealed record ModemElement(ushort Message, byte Kind, byte Tag, string Name, params (string Name, int Bytes)[] Numbers);
