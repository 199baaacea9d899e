namespace IpaEmbedded.HostTests.Boards.Iot;

/// <summary>What a chip answers to bytes that were written; shorter answers are filled with zeros.</summary>
internal delegate byte[] I2cScript(byte[] written, int readCount);
