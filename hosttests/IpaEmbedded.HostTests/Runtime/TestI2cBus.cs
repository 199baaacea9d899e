using System.Globalization;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A bus whose chips are lambdas: a chip gets what is written and gives as many bytes as are read, or null when it does not acknowledge.</summary>
internal sealed class TestI2cBus : I2cBus
{
    private readonly Dictionary<int, Func<byte[], int, byte[]?>> _chips = [];
    private readonly List<string> _log = [];

    /// <summary>Transfers as "address:written>read" in hexadecimal.</summary>
    public string Log => string.Join(" ", _log);

    public int Transfers => _log.Count;

    public void Attach(int address, Func<byte[], int, byte[]?> chip) => _chips[address] = chip;

    /// <summary>A chip of registers, of which each has a number of bytes, the high one first; writing moves on to the next register.</summary>
    public int[] AttachRegisters(int address, int bytesPerRegister)
    {
        var registers = new int[256];
        var pointer = 0;
        Attach(address, (written, count) =>
        {
            if (written.Length > 0)
            {
                pointer = written[0];
            }
            for (int i = 1; i + bytesPerRegister <= written.Length; i += bytesPerRegister)
            {
                registers[(pointer + ((i - 1) / bytesPerRegister)) & 0xff] = bytesPerRegister == 1 ? written[i] : (written[i] << 8) | written[i + 1];
            }
            return [.. Enumerable.Range(0, count).Select(i => (byte)(registers[(pointer + (i / bytesPerRegister)) & 0xff] >> (8 * (bytesPerRegister - 1 - (i % bytesPerRegister)))))];
        });
        return registers;
    }

    public void Detach(int address) => _chips.Remove(address);

    public override I2cStatus Transfer(I2cClient client, byte[]? write, int writeCount, byte[]? read, int readCount)
    {
        byte[] written = (write ?? [])[..writeCount];
        byte[]? answer = _chips.TryGetValue(client.Address, out var chip) ? chip(written, readCount) : null;
        _log.Add(client.Address.ToString("x2", CultureInfo.InvariantCulture) + ":" + Convert.ToHexStringLower(written) + (answer is { Length: > 0 } ? ">" + Convert.ToHexStringLower(answer) : ""));
        answer?.CopyTo(read ?? [], 0);
        return answer is null ? I2cStatus.AddressNotAcknowledged : I2cStatus.FullTransfer;
    }
}
