using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qtest;

/// <summary>What lies at addresses: registers and memory, which memory has changed, and which of it the chip may reach.</summary>
internal sealed class MemoryCommands
{
    private const string Okay = QtestCommand.Okay;
    private const int MaxChanges = 128;
    private const int MaxWatchedBytes = 64 << 20;
    private const int MaxWatches = 4096;

    private readonly QtestMachine _machine;

    public MemoryCommands(QtestMachine machine) => _machine = machine;

    /// <summary>As in QEMU.</summary>
    public IReadOnlyList<QtestCommand> Accesses =>
    [
        new("readb", "ADDRESS", words => Read(words, 1)),
        new("readw", "ADDRESS", words => Read(words, 2)),
        new("readl", "ADDRESS", words => Read(words, 4)),
        new("readq", "ADDRESS", words => Read(words, 8)),
        new("writeb", "ADDRESS BYTE", words => Write(words, 1)),
        new("writew", "ADDRESS HALF", words => Write(words, 2)),
        new("writel", "ADDRESS WORD", words => Write(words, 4)),
        new("writeq", "ADDRESS LONG", words => Write(words, 8)),
        new("read", "ADDRESS SIZE", words => Okay + " 0x" + Convert.ToHexStringLower(ReadBytes(words))),
        new("b64read", "ADDRESS SIZE", words => Okay + " " + Convert.ToBase64String(ReadBytes(words))),
        new("write", "ADDRESS SIZE HEX", words => WriteBytes(words, each => each.Hex("data"))),
        new("b64write", "ADDRESS SIZE BASE64", words => WriteBytes(words, each => each.Base64("data"))),
        new("memset", "ADDRESS LENGTH BYTE", Fill),
    ];

    /// <summary>Which memory the hardware wrote.</summary>
    public IReadOnlyList<QtestCommand> Watches =>
    [
        new("memory_watch", "ADDRESS LENGTH", Watch),
        new("memory_unwatch", "ADDRESS", Unwatch),
        new("memory_changes", "", words => words.Answer(Changes)),
    ];

    /// <summary>Which memory the hardware reaches.</summary>
    public IReadOnlyList<QtestCommand> Mappings => [new("dma_map", "ADDRESS LENGTH", Map), new("dma_unmap", "ADDRESS LENGTH", Unmap)];

    private static string Hex(ulong value) => $"{Okay} 0x{value:x16}";

    private PhysicalRegion Region(QtestArguments words, ulong address, ulong length) =>
        _machine.Find(address, length) ?? throw new QtestRefusal($"{words.Command}: nothing is mapped at 0x{address:x}, {length} bytes");

    private string Read(QtestArguments words, int bytes)
    {
        ulong address = words.Number("address");
        words.End();
        PhysicalRegion region = Region(words, address, (ulong)bytes);
        int offset = (int)(address - region.Address);
        if (region.Memory is { } memory)
        {
            return Hex(bytes switch { 1 => memory.Read8(offset), 2 => memory.Read16(offset), 4 => memory.Read32(offset), _ => memory.Read64(offset) });
        }
        RegisterBlock registers = region.Registers!;
        uint aligned = (uint)offset & ~3u;
        int shift = (offset & 3) * 8;
        return bytes switch
        {
            1 => Hex((byte)(Read32(registers, aligned) >> shift)),
            2 when shift < 24 => Hex((ushort)(Read32(registers, aligned) >> shift)),
            4 => Hex(Read32(registers, (uint)offset)),
            8 => Hex(Read32(registers, (uint)offset) | ((ulong)Read32(registers, (uint)offset + 4) << 32)),
            _ => throw new QtestRefusal($"{words.Command}: 0x{address:x} is not in one register"),
        };
    }

    private uint Read32(RegisterBlock registers, uint offset) => _machine.Soc.Faults.OnRead(registers.Read32(offset));

    private string Write(QtestArguments words, int bytes)
    {
        ulong address = words.Number("address");
        ulong value = words.Value("value", bytes);
        words.End();
        PhysicalRegion region = Region(words, address, (ulong)bytes);
        uint offset = (uint)(address - region.Address);
        if (region.Memory is { } memory)
        {
            Span<byte> data = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(data, value);
            Store(memory, (int)offset, data[..bytes].ToArray());
            return Okay;
        }
        if (bytes < 4)
        {
            throw new QtestRefusal($"{words.Command}: registers are written whole, with writel");
        }
        region.Registers!.Write32(offset, (uint)value);
        if (bytes == 8)
        {
            region.Registers.Write32(offset + 4, (uint)(value >> 32));
        }
        return Okay;
    }

    private byte[] ReadBytes(QtestArguments words)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", QtestSession.MaxBytes);
        words.End();
        byte[] data = new byte[length];
        (DmaMemory memory, int offset) = Memory(words, address, length);
        memory.CopyTo(offset, data, 0, length);
        return data;
    }

    private string WriteBytes(QtestArguments words, Func<QtestArguments, byte[]> bytes)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", QtestSession.MaxBytes);
        byte[] data = bytes(words);
        words.End();
        (DmaMemory memory, int offset) = Memory(words, address, length);
        // As QEMU does it: data that is too short is filled up with zeros, data that is too long is cut.
        Array.Resize(ref data, length);
        Store(memory, offset, data);
        return Okay;
    }

    private string Fill(QtestArguments words)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", int.MaxValue);
        byte value = (byte)words.Value("value", 1);
        words.End();
        (DmaMemory memory, int offset) = Memory(words, address, length);
        for (int at = 0; at < length; at += QtestSession.MaxBytes)
        {
            byte[] data = new byte[Math.Min(QtestSession.MaxBytes, length - at)];
            data.AsSpan().Fill(value);
            Store(memory, offset + at, data);
        }
        return Okay;
    }

    private (DmaMemory Memory, int Offset) Memory(QtestArguments words, ulong address, int length)
    {
        PhysicalRegion region = Region(words, address, (ulong)length);
        return (region.Memory ?? throw new QtestRefusal($"{words.Command}: 0x{address:x} is a register of {region.Name}, not memory"), (int)(address - region.Address));
    }

    private void Store(DmaMemory memory, int offset, byte[] data)
    {
        memory.CopyFrom(offset, data, 0, data.Length);
        _machine.Watch.Know(memory.Address + (ulong)offset, data);
    }

    private string Watch(QtestArguments words)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", MaxWatchedBytes);
        words.End();
        PhysicalRegion? region = _machine.Find(address, (ulong)length);
        if (region?.Memory is not { } memory)
        {
            throw new QtestRefusal($"memory_watch: there is no memory of {length} bytes at 0x{address:x}");
        }
        // Twice all memory: a client may watch ranges in parts and as a whole.
        if (_machine.Watch.Bytes + length > 2 * _machine.MemoryBytes || _machine.Watch.Count == MaxWatches)
        {
            throw new QtestRefusal($"memory_watch: more than {2 * _machine.MemoryBytes} bytes or {MaxWatches} ranges are watched");
        }
        _machine.Watch.Add(memory, (int)(address - region.Address), length);
        return Okay;
    }

    private string Unwatch(QtestArguments words)
    {
        ulong address = words.Number("address");
        words.End();
        return _machine.Watch.Remove(address) ? Okay : throw new QtestRefusal($"memory_unwatch: 0x{address:x} is not watched");
    }

    private string Changes()
    {
        var answer = new StringBuilder();
        foreach ((ulong address, int length) in _machine.Watch.TakeChanges(MaxChanges))
        {
            answer.Append(CultureInfo.InvariantCulture, $"{(answer.Length == 0 ? "" : " ")}0x{address:x} {length}");
        }
        return answer.ToString();
    }

    private string Map(QtestArguments words)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", int.MaxValue);
        words.End();
        return _machine.Map(address, length) is { } reason ? throw new QtestRefusal("dma_map: " + reason) : Okay;
    }

    private string Unmap(QtestArguments words)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", int.MaxValue);
        words.End();
        return _machine.Unmap(address, length) ? Okay : throw new QtestRefusal($"dma_unmap: 0x{address:x}, {length} bytes, is not mapped");
    }
}
