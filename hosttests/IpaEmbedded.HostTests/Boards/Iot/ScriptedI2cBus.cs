using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.HostTests.Boards.Iot;

/// <summary>A bus on which every address but those that are told absent answers with a chip's script; it counts and keeps what was asked.</summary>
internal sealed class ScriptedI2cBus(I2cScript script) : I2cBus
{
    // A chip with registers remembers which one was named last.
    private byte[] _pointer = [];

    public List<string> Transfers { get; } = [];

    public HashSet<int> Absent { get; } = [];

    public override I2cStatus Transfer(I2cClient client, byte[]? write, int writeCount, byte[]? read, int readCount)
    {
        var written = write.AsSpan(0, writeCount).ToArray();
        Transfers.Add($"{client.Address:x2}: {Convert.ToHexString(written)} -> {readCount}");
        if (Absent.Contains(client.Address))
        {
            return I2cStatus.AddressNotAcknowledged;
        }

        _pointer = writeCount > 0 ? written : _pointer;
        var answer = readCount > 0 ? script(_pointer, readCount) : [];
        for (var i = 0; i < readCount; i++)
        {
            read![i] = i < answer.Length ? answer[i] : (byte)0;
        }

        return I2cStatus.FullTransfer;
    }
}
