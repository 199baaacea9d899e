using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qtest;

/// <summary>
/// One client's conversation with a machine in QEMU's qtest protocol: a line in, lines out. Interrupt lines come before
/// the answer to the command that caused them.
/// </summary>
public sealed class QtestSession : IDisposable
{
    /// <summary>Most bytes that one command moves.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The device whose inputs can be intercepted.</summary>
    public const string InterruptController = "/machine/gic";

    private const string Okay = "OK";

    private readonly QtestMachine _machine;
    private readonly MachineCommands _extensions;
    private readonly StringBuilder _answer = new();
    private bool _intercepts;

    /// <summary>Starts a conversation; without <paramref name="hints"/> the client is not told what QEMU would not tell it either.</summary>
    public QtestSession(QtestMachine machine, bool hints = true)
    {
        _machine = machine;
        _extensions = new MachineCommands(machine, hints);
        machine.RunPending();
    }

    /// <summary>Executes a line and returns what the client is sent, each line with its end.</summary>
    public string Execute(string line)
    {
        string answer;
        try
        {
            answer = Answer(line);
            _machine.RunPending();
        }
        // A defect of a model must not take the server from the client, who learns of it.
        catch (Exception e)
        {
            answer = $"FAIL internal error: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
        }
        _answer.Clear();
        foreach ((int number, bool raised) in _machine.TakeInterruptChanges())
        {
            _answer.Append(raised ? "IRQ raise " : "IRQ lower ").Append(number.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
        return _answer.Append(answer).Append('\n').ToString();
    }

    /// <summary>Ends the conversation, and with it the machine.</summary>
    public void Dispose() => _machine.Dispose();

    private string Answer(string line)
    {
        try
        {
            return Dispatch(new QtestArguments(line));
        }
        catch (QtestRefusal refusal)
        {
            return "FAIL " + refusal.Message;
        }
    }

    private static string Hex(ulong value) => $"{Okay} 0x{value:x16}";

    private string Dispatch(QtestArguments words) => words.Command switch
    {
        "readb" => Read(words, 1),
        "readw" => Read(words, 2),
        "readl" => Read(words, 4),
        "readq" => Read(words, 8),
        "writeb" => Write(words, 1),
        "writew" => Write(words, 2),
        "writel" => Write(words, 4),
        "writeq" => Write(words, 8),
        "read" => Okay + " 0x" + Convert.ToHexStringLower(ReadBytes(words)),
        "b64read" => Okay + " " + Convert.ToBase64String(ReadBytes(words)),
        "write" => WriteBytes(words, each => each.Hex("data")),
        "b64write" => WriteBytes(words, each => each.Base64("data")),
        "memset" => Fill(words),
        "irq_intercept_in" => Intercept(words),
        "clock_step" => Step(words),
        "clock_set" => SetClock(words),
        "endianness" => Okay + " little",
        _ => _extensions.Execute(words) ?? throw new QtestRefusal($"Unknown command '{words.Command}'"),
    };

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
            1 => Hex((byte)(registers.Read32(aligned) >> shift)),
            2 when shift < 24 => Hex((ushort)(registers.Read32(aligned) >> shift)),
            4 => Hex(registers.Read32((uint)offset)),
            8 => Hex(registers.Read32((uint)offset) | ((ulong)registers.Read32((uint)offset + 4) << 32)),
            _ => throw new QtestRefusal($"{words.Command}: 0x{address:x} is not in one register"),
        };
    }

    private string Write(QtestArguments words, int bytes)
    {
        ulong address = words.Number("address");
        ulong value = words.Number("value");
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
        int length = words.Number("size", MaxBytes);
        words.End();
        byte[] data = new byte[length];
        (DmaMemory memory, int offset) = Memory(words, address, length);
        memory.CopyTo(offset, data, 0, length);
        return data;
    }

    private string WriteBytes(QtestArguments words, Func<QtestArguments, byte[]> bytes)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", MaxBytes);
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
        byte value = (byte)words.Number("value", byte.MaxValue);
        words.End();
        (DmaMemory memory, int offset) = Memory(words, address, length);
        for (int at = 0; at < length; at += MaxBytes)
        {
            byte[] data = new byte[Math.Min(MaxBytes, length - at)];
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

    private string Intercept(QtestArguments words)
    {
        string device = words.Text("device");
        words.End();
        if (device != InterruptController)
        {
            throw new QtestRefusal($"Unknown device '{device}', there is {InterruptController}");
        }
        if (_intercepts)
        {
            throw new QtestRefusal("IRQ intercept already enabled");
        }
        _intercepts = true;
        _machine.InterceptInterrupts();
        return Okay;
    }

    private string Step(QtestArguments words)
    {
        long step = words.HasMore ? (long)Math.Min(words.Number("nanoseconds"), long.MaxValue / 4) : (_machine.NextNanoseconds ?? 0) - _machine.NowNanoseconds;
        words.End();
        _machine.Step(Math.Max(step, 0));
        return Okay + " " + _machine.NowNanoseconds.ToString(CultureInfo.InvariantCulture);
    }

    private string SetClock(QtestArguments words)
    {
        long target = (long)Math.Min(words.Number("nanoseconds"), long.MaxValue / 4);
        words.End();
        _machine.Step(Math.Max(target - _machine.NowNanoseconds, 0));
        return Okay + " " + _machine.NowNanoseconds.ToString(CultureInfo.InvariantCulture);
    }
}
