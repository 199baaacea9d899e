using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.HostTests.Boards.Iot;

/// <summary>An SPI bus whose chip answers with a byte, whatever is asked; it counts.</summary>
internal sealed class ScriptedSpiBus(byte answer) : SpiBus
{
    public List<string> Transfers { get; } = [];

    public bool Fails { get; set; }

    public override bool Transfer(SpiClient client, byte[]? write, byte[]? read, int count)
    {
        Transfers.Add(write is null ? $"-> {count}" : Convert.ToHexString(write, 0, count));
        read?.AsSpan(0, count).Fill(answer);
        return !Fails;
    }
}
