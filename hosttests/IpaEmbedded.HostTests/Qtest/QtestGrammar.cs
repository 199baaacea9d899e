using System.Buffers.Binary;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>
/// Lines that a client may send: every command, the addresses of registers, rings, SMEM and buffers, and values at the edges of what fields
/// hold. Rings are mostly programmed as the hardware wants them, so that hostile values meet a chip that works.
/// </summary>
internal sealed class QtestGrammar
{
    private const ulong Ipa = 0x1e40000;
    private const ulong Gsi = 0x1e04000;
    private const ulong Shared = 0x1e47000;
    private const ulong Smem = 0x86000000;
    private const ulong SmemPartition = Smem + 0x8040;
    private const ulong Ram = 0x180000000;
    private const ulong Rings = Ram + 0x20000;
    private const ulong Buffers = Ram + 0x80000;
    private const int RingSpacing = 0x1000;

    private static readonly ulong[] Places = [Ipa, Gsi, Gsi + 0x1c000, Gsi + 0x1f000, Shared, Ram, Rings, Buffers, Smem, SmemPartition, 0x146bd000, 0x85fe0000, 0xc300000, 0x1f40000, 0];

    private readonly Random _random;
    private readonly Queue<string> _prepared = new();
    private readonly ulong[] _registers;
    private readonly ChipEndpoint[] _endpoints;
    private readonly ulong _gsi;
    private readonly int _ramBytes;
    private readonly bool _maps;
    private readonly string[] _commands;

    public QtestGrammar(int seed, QtestMachine machine, IEnumerable<string> commands, int ramBytes)
    {
        _random = new Random(seed);
        _ramBytes = ramBytes;
        _commands = [.. commands];
        FakeChip chip = machine.Soc.Chip;
        _registers = [.. Defined(chip.Ipa, Ipa, 0x7000), .. Defined(chip.Gsi, Gsi, 0x2c000)];
        _endpoints = [.. chip.Description.Endpoints.Where(each => each.Environment == ChipEndpoint.Ap)];
        // From v4.5 on the environments lie lower.
        _gsi = chip.Gsi.IsDefined(0x1f008) ? Gsi : Gsi - 0xd000;
        // Half of the machines keep all RAM live without a word; in the others it is mapped, with more mappings over it.
        _maps = seed % 2 != 0;
        Prepare("chip_power 1", "chip_firmware 1", "qrtr_open", "processor_start mpss", "clock_step 100000000", _maps ? $"dma_map 0x{Ram:x} {ramBytes}" : "endianness");
    }

    /// <summary>The next line.</summary>
    public string Next()
    {
        if (_prepared.Count == 0)
        {
            Draw();
        }
        return _prepared.Dequeue();
    }

    private static IEnumerable<ulong> Defined(FakeRegisterBlock block, ulong address, uint size)
    {
        for (uint offset = 0; offset < size; offset += 4)
        {
            if (block.IsDefined(offset))
            {
                yield return address + offset;
            }
        }
    }

    private void Draw()
    {
        switch (_random.Next(20))
        {
            case < 7:
                Prepare($"writel 0x{Register():x} 0x{Mostly((uint)Edge(), Edge()):x}");
                break;
            case < 9:
                ProgramChannel();
                break;
            case < 12:
                HandOverElements();
                break;
            case 12:
                DamageSharedMemory();
                break;
            case 13:
                Prepare($"qrtr_send {Packet()}");
                break;
            case 14:
                Prepare(_random.Next(8) == 0 ? "processor_stop mpss" : "processor_start mpss", $"clock_step {_random.Next(20_000_000)}");
                break;
            case 15:
                Prepare("chip_power 1", $"writel 0x{Command(0x1f008):x} 0x{(uint)(Opcode() << 24) | (uint)Channel():x}");
                break;
            default:
                AnyCommand();
                break;
        }
    }

    private void Prepare(params string[] lines)
    {
        foreach (string line in lines)
        {
            _prepared.Enqueue(line);
        }
    }

    /// <summary>Allocates and programs an event ring and a channel as a driver does it, but for some values.</summary>
    private void ProgramChannel()
    {
        ChipEndpoint endpoint = _endpoints[_random.Next(_endpoints.Length)];
        int channel = Mostly(endpoint.Channel, Channel());
        int ring = _random.Next(4);
        ulong ev = Ram + (ulong)(ring * RingSpacing);
        ulong elements = RingOf(channel);
        ulong evContext = Command(0x1d000) + (0x80 * (ulong)ring);
        ulong context = Command(0x1c000) + (0x80 * (ulong)channel);
        uint length = Mostly(0x100u << _random.Next(5), (uint)Edge());
        Prepare(
            $"writel 0x{Command(0x1f010):x} 0x{Mostly(ring, (int)Edge()):x}",
            $"writel 0x{evContext:x} 0x{Mostly(0x10010002u, (uint)Edge()):x}",
            $"writel 0x{evContext + 4:x} 0x{Mostly(0x1000u, (uint)Edge()):x}",
            $"writel 0x{evContext + 8:x} 0x{Mostly((uint)ev, (uint)Edge()):x}",
            $"writel 0x{evContext + 12:x} 0x{Mostly((uint)(ev >> 32), (uint)Edge()):x}",
            $"writel 0x{evContext + 0x20:x} 0x{Mostly(0x10020u, (uint)Edge()):x}",
            $"writel 0x{Command(0x1e100) + (8 * (ulong)ring):x} 0x{Mostly((uint)ev + 0xff0, (uint)Edge()):x}",
            $"writel 0x{Command(0x1f008):x} 0x{channel:x}",
            $"writel 0x{context:x} 0x{Mostly(0x10000002u | (endpoint.ToIpa ? 8u : 0) | ((uint)ring << 14), (uint)Edge()):x}",
            $"writel 0x{context + 4:x} 0x{length:x}",
            $"writel 0x{context + 8:x} 0x{Mostly((uint)elements, (uint)Edge()):x}",
            $"writel 0x{context + 12:x} 0x{Mostly((uint)(elements >> 32), (uint)Edge()):x}",
            $"writel 0x{context + 0x68:x} 0x{Mostly(8u << 20, (uint)Edge()):x}",
            $"writel 0x{Command(0x1f008):x} 0x{0x01000000 | channel:x}");
    }

    private void HandOverElements()
    {
        int channel = Mostly(_endpoints[_random.Next(_endpoints.Length)].Channel, Channel());
        int count = _random.Next(1, 16);
        int first = Mostly(0, _random.Next(16));
        byte[] elements = new byte[count * 16];
        for (int i = 0; i < count; i++)
        {
            Span<byte> element = elements.AsSpan(i * 16, 16);
            bool command = _random.Next(3) == 0;
            uint flags = Mostly((command ? 0x00030200u : 0x00020200u) | (uint)(_random.Next(4) == 0 ? 1 : 0), (uint)Edge());
            BinaryPrimitives.WriteUInt64LittleEndian(element, Mostly(Buffers + (ulong)(_random.Next(64) * 0x100), Address()));
            BinaryPrimitives.WriteUInt16LittleEndian(element[8..], (ushort)Mostly(command ? _random.Next(3, 0x15) : _random.Next(1, 0x400), (int)Edge()));
            BinaryPrimitives.WriteUInt32LittleEndian(element[12..], flags);
        }
        byte[] payload = new byte[64];
        for (int i = 0; i < payload.Length; i += 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(i), Mostly((uint)_random.Next(0x2000), (uint)Edge()));
        }
        ulong at = RingOf(channel) + (ulong)(first * 16);
        Prepare(
            $"b64write 0x{Buffers + (ulong)(_random.Next(64) * 0x100):x} 64 {Convert.ToBase64String(payload)}",
            _random.Next(50) == 0 ? $"memset 0x{RingOf(channel):x} 0x1000 {_random.Next(256)}" : $"b64write 0x{at:x} {elements.Length} {Convert.ToBase64String(elements)}",
            $"writel 0x{Command(0x1e000) + (8 * (ulong)channel):x} 0x{Mostly((uint)at + ((uint)count * 16), (uint)Edge()):x}");
    }

    private void DamageSharedMemory()
    {
        // Fields of the partition's header, of its first item and of the words behind it.
        ulong at = SmemPartition + (ulong)(_random.Next(3) == 0 ? _random.Next(32) : 32 + _random.Next(0x180));
        Prepare(_random.Next(20) == 0 ? $"memset 0x{Smem:x} 0x200000 {_random.Next(2) * 255}" : $"writel 0x{at:x} 0x{(uint)Edge():x}", $"mailbox_kick {Mostly(14, _random.Next(32))}");
    }

    /// <summary>A packet of the message bus: a service that comes or goes, a QMI message of the IPA's handshake, or noise; then some words are hostile.</summary>
    private string Packet()
    {
        uint type = _random.Next(2) == 0 ? 1u : (uint)_random.Next(2, 9);
        int message = _random.Next(3);
        byte[] payload = type switch
        {
            // The request INIT_DRIVER, the answer to the modem's request, the indication INIT_COMPLETE.
            1 => [(byte)(message * 2), (byte)_random.Next(3), 0, (byte)(message == 0 ? 0x21 : message == 1 ? 0x20 : 0x22), 0, 0, 0],
            4 or 5 => [(byte)type, 0, 0, 0, 0x31, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0x40, 0, 0],
            _ => new byte[_random.Next(80)],
        };
        byte[] packet = [.. new byte[32], .. payload];
        uint[] header = [1, type, 1, 0x4000, (uint)_random.Next(2), (uint)payload.Length, 0, (uint)_random.Next(0x1f, 0x21)];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(i * 4), Mostly(header[i], (uint)Edge()));
        }
        for (int i = 32; i < packet.Length; i++)
        {
            packet[i] = Mostly(packet[i], (byte)Edge());
        }
        return Convert.ToBase64String(packet.AsSpan(0, Mostly(packet.Length, _random.Next(packet.Length))));
    }

    private void AnyCommand()
    {
        string command = _random.Next(40) == 0 ? "nonsense" : _commands[_random.Next(_commands.Length)];
        if (command == "dma_unmap" && _maps)
        {
            Prepare(Shaped("dma_map"));
        }
        Prepare(_random.Next(4) == 0 ? command + string.Concat(Enumerable.Range(0, _random.Next(5)).Select(_ => " " + Argument())) : Shaped(command));
    }

    /// <summary>A command with the number and kind of arguments that it takes.</summary>
    private string Shaped(string command) => command switch
    {
        "readb" or "readw" or "readl" or "readq" => $"{command} 0x{Address():x}",
        "writeb" => $"writeb 0x{Address():x} 0x{Mostly((byte)Edge(), Edge()):x}",
        "writew" => $"writew 0x{Address():x} 0x{Mostly((ushort)Edge(), Edge()):x}",
        "writel" => $"writel 0x{Address():x} 0x{Mostly((uint)Edge(), Edge()):x}",
        "writeq" => $"writeq 0x{Address():x} 0x{Edge():x}",
        "irq_pulse" => $"irq_pulse {Mostly(_random.Next(2) == 0 ? 311 : 1000, _random.Next(1002))}",
        "help" => $"help {_commands[_random.Next(_commands.Length)]}",
        "read" or "b64read" => $"{command} 0x{Address():x} {Size()}",
        "write" => $"write 0x{Address():x} {Size()} 0x{Convert.ToHexString(Bytes())}",
        "b64write" => $"b64write 0x{Address():x} {Size()} {Convert.ToBase64String(Bytes())}",
        "memset" => $"memset 0x{Address():x} {Size()} {_random.Next(256)}",
        "irq_intercept_in" => "irq_intercept_in /machine/gic",
        "clock_step" => $"clock_step {Mostly((ulong)_random.Next(5_000_000), Edge())}",
        "clock_set" => $"clock_set {Mostly((ulong)_random.Next(5_000_000), Edge())}",
        "dma_map" when !_maps => "memory_changes",
        "memory_watch" or "dma_map" or "dma_unmap" => $"{command} 0x{Mostly(Buffers + (ulong)(_random.Next(4) * 0x100), Address()):x} {Mostly(0x100, (int)(Edge() & 0x7fffffff))}",
        "memory_unwatch" => $"memory_unwatch 0x{Buffers + (ulong)(_random.Next(16) * 0x100):x}",
        "chip_power" or "chip_firmware" => $"{command} {Mostly(1, 0)}",
        "chip_downlink" => $"chip_downlink {Mostly(_endpoints[_random.Next(_endpoints.Length)].Endpoint, _random.Next(32))} {Convert.ToBase64String(Bytes())}",
        "chip_aggregate" => $"chip_aggregate {Mostly(_endpoints[_random.Next(_endpoints.Length)].Endpoint, _random.Next(32))} {Convert.ToBase64String(Bytes())} {_random.Next(2)}",
        "chip_memory_base" => $"chip_memory_base {Mostly(0, _random.Next(0x2000))}",
        "fault" => $"fault {NamedFault.All[_random.Next(NamedFault.All.Count)].Name} {_random.Next(40)}{(_random.Next(4) == 0 ? $" {_random.Next(33)}" : "")}",
        "aoss_mute" => $"aoss_mute {Mostly(0, 1)}",
        "modem_signal" => _random.Next(2) == 0 ? "modem_signal clock-query" : "modem_signal setup-ready",
        "smc_fail" => $"smc_fail {Mostly(0, _random.Next(5000))}",
        "chip_hold" => $"chip_hold {_random.Next(20)} {_random.Next(2)}",
        "chip_suspend" => $"chip_suspend {_endpoints[_random.Next(_endpoints.Length)].Endpoint}",
        "chip_microcontroller_event" => $"{command} {_random.Next(256)} {Mostly((ulong)uint.MaxValue, Edge())}",
        "chip_error" => $"chip_error {_random.Next(17)} {_random.Next(33)} {_random.Next(17)}",
        "chip_general" => $"chip_general {_random.Next(17)}",
        "chip_stop_again" => $"chip_stop_again {_random.Next(3)}",
        "chip_generic_retry" => $"chip_generic_retry {_random.Next(1, 6)} {_random.Next(3)}",
        "chip_stage" => "chip_stage step" + new string('x', _random.Next(400)),
        "rpmh_send" => "rpmh_send 2" + string.Concat(Enumerable.Range(0, _random.Next(18)).Select(_ => $" 0x{Mostly((ulong)(0x50000 + (4 * _random.Next(30))), Edge()):x} 0x{Edge():x} 1")),
        "mailbox_kick" => $"mailbox_kick {_random.Next(33)}",
        "processor_start" or "processor_stop" or "processor_crash" => $"{command} mpss",
        "qrtr_send" => "qrtr_send " + Packet(),
        "smc_supports" or "smc_start" or "smc_stop" => $"{command} {Mostly(15, _random.Next(32))}",
        "smc_initialize" or "smc_memory" => $"{command} 15 0x{Address():x} {Edge() & 0x7fffffff}",
        _ => command,
    };

    private string Argument() => _random.Next(7) switch
    {
        0 => _random.Next(64).ToString(),
        1 => $"0x{Address():x}",
        2 => Convert.ToBase64String(Bytes()),
        3 => "0x" + Convert.ToHexString(Bytes()),
        4 => _random.Next(2) == 0 ? "mpss" : "/machine/gic",
        5 => Edge().ToString(),
        _ => "-1",
    };

    // 19 of 20 times what a driver would say.
    private T Mostly<T>(T usual, T hostile) => _random.Next(20) == 0 ? hostile : usual;

    private ulong Command(ulong offset) => _gsi + offset;

    private ulong RingOf(int channel) => Rings + (ulong)(channel * RingSpacing);

    private int Channel() => _random.Next(20);

    private int Opcode() => _random.Next(4) == 0 ? _random.Next(16) : (int[])[0, 1, 2, 9, 10, 11] is { } known ? known[_random.Next(known.Length)] : 0;

    private ulong Register() => _registers[_random.Next(_registers.Length)];

    private ulong Address() => _random.Next(4) switch
    {
        0 => Register(),
        1 => Edge(),
        2 => Ram + (ulong)_ramBytes - (ulong)_random.Next(0x100),
        _ => Places[_random.Next(Places.Length)] + (ulong)_random.Next(0x2000),
    };

    private ulong Size() => _random.Next(30) == 0 ? Edge() : (ulong)_random.Next(0x80);

    private byte[] Bytes()
    {
        byte[] bytes = new byte[_random.Next(100) == 0 ? _random.Next(0x10000) : _random.Next(80)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private ulong Edge() => _random.Next(8) switch
    {
        0 => 0,
        1 => 1,
        2 => ulong.MaxValue,
        3 => 0x80000000,
        4 => (1ul << _random.Next(64)) - 1,
        5 => 1ul << _random.Next(64),
        6 => (1ul << _random.Next(64)) + 1,
        _ => (ulong)_random.NextInt64(),
    };
}
