using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A bus with one chip, a lambda that gives as many bytes as it gets; null fails the transfer.</summary>
internal sealed class TestSpiBus(Func<byte[], byte[]?> chip) : SpiBus
{
    private readonly List<string> _log = [];

    public string Log => string.Join(" ", _log);

    public override bool Transfer(SpiClient client, byte[]? write, byte[]? read, int count)
    {
        byte[] written = write is null ? new byte[count] : write[..count];
        _log.Add(Convert.ToHexStringLower(written));
        byte[]? answer = chip(written);
        answer?.CopyTo(read ?? new byte[count], 0);
        return answer is not null;
    }
}
