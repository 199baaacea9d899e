using System.Globalization;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Conformance;

/// <summary>The recorder in front of the GSI: knows where rings lie, and writes a row per element when its doorbell is rung.</summary>
public sealed class RecordingGsi : RecordingRegisters
{
    private readonly GsiRegisters _registers;
    private readonly TraceWriter _trace;
    private readonly AddressNames _names;
    private readonly CommandText _commands;
    private readonly ulong[] _ringBase = new ulong[32];
    private readonly uint[] _ringBytes = new uint[32];
    private readonly uint[] _seen = new uint[32];
    private readonly bool[] _transmits = new bool[32];
    private readonly int[] _transfers = new int[32];
    private readonly ulong[] _eventBase = new ulong[32];

    /// <summary>Creates the recorder.</summary>
    public RecordingGsi(RegisterBlock inner, GsiRegisters registers, TraceWriter trace, SharedMemoryWatch watch, AddressNames names, CommandText commands)
        : base("gsi", inner, registers, trace, watch)
    {
        _registers = registers;
        _trace = trace;
        _names = names;
        _commands = commands;
    }

    /// <inheritdoc/>
    protected override void BeforeWrite(uint offset, uint value)
    {
        Register? register = Find(offset, out int index);
        if (register == null) { return; }
        switch (register.Name)
        {
            case "CH_C_CNTXT_0":
                // Programming a channel follows its allocation or reset, when the hardware's pointers are 0.
                _transmits[index] = _registers.ChDir.IsSet(value);
                _seen[index] = 0;
                break;
            case "CH_C_CNTXT_1":
                _ringBytes[index] = value;
                break;
            case "CH_C_CNTXT_2":
                _ringBase[index] = (_ringBase[index] & 0xffffffff00000000) | value;
                break;
            case "CH_C_CNTXT_3":
                _ringBase[index] = (_ringBase[index] & 0xffffffff) | ((ulong)value << 32);
                break;
            case "EV_CH_E_CNTXT_2":
                _eventBase[index] = (_eventBase[index] & 0xffffffff00000000) | value;
                break;
            case "EV_CH_E_CNTXT_3":
                _eventBase[index] = (_eventBase[index] & 0xffffffff) | ((ulong)value << 32);
                break;
            case "CH_C_DOORBELL_0":
                RecordElements(index, value);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    protected override string? SymbolOf(uint offset, uint value)
    {
        Register? register = Find(offset, out int index);
        switch (register?.Name)
        {
            // The low half is written first, so its upper half is that of any buffer: buffers lie within one 4 GiB window.
            case "CH_C_CNTXT_2": return Low(Window | value);
            case "CH_C_CNTXT_3": return "hi(" + _names.Of(_ringBase[index]) + ")";
            case "EV_CH_E_CNTXT_2": return Low(Window | value);
            case "EV_CH_E_CNTXT_3": return "hi(" + _names.Of(_eventBase[index]) + ")";
            case "CH_C_DOORBELL_0": return Low((_ringBase[index] & 0xffffffff00000000) | value);
            case "EV_CH_E_DOORBELL_0": return Low((_eventBase[index] & 0xffffffff00000000) | value);
            case "EV_CH_E_CNTXT_4": return Low((_eventBase[index] & 0xffffffff00000000) | value);
            default: return null;
        }
    }

    private const ulong Window = Fake.FakeMemory.FirstAddress & 0xffffffff00000000;

    private string Low(ulong address) => "lo(" + _names.Of(address) + ")";

    private void RecordElements(int channel, uint doorbell)
    {
        uint bytes = _ringBytes[channel];
        uint end = doorbell - (uint)_ringBase[channel];
        if (bytes == 0 || end >= bytes) { return; }
        for (uint at = _seen[channel]; at != end; at = (at + TransferElement.Size) % bytes) { RecordElement(channel, at); }
        _seen[channel] = end;
    }

    private void RecordElement(int channel, uint at)
    {
        byte[] element = _names.Read(_ringBase[channel] + at, TransferElement.Size);
        ulong address = BitConverter.ToUInt64(element, 0);
        uint length = BitConverter.ToUInt16(element, 8), flags = BitConverter.ToUInt32(element, 12);
        string head = $"\"ch\":{channel},\"idx\":{at / TransferElement.Size}";
        string tail = $"\"flags\":{TraceWriter.Hex(flags, 8)}";
        if (((flags >> TransferElement.TypeShift) & 0xff) == TransferElement.TypeImmediateCommand)
        {
            _trace.Write("tre", $"{head},\"type\":\"cmd\",\"addr\":\"{_names.Of(address)}\",\"opcode\":{TraceWriter.Hex(length, 4)},{tail},\"cmd\":{_commands.Of(length, address)}");
            return;
        }
        string row = $"{head},\"type\":\"xfer\",\"addr\":\"{BufferName(channel, address)}\",\"len\":{length},{tail}";
        if (_transmits[channel]) { row += ",\"data\":" + TraceWriter.Bytes(_names.Read(address, (int)length)); }
        _trace.Write("tre", row);
    }

    /// <summary>Data buffers are named by the order in which they were put on the channel; offset 0 is the first byte of the element.</summary>
    private string BufferName(int channel, ulong address)
    {
        string name = _names.Of(address);
        if (!name.StartsWith("rxbuf.", StringComparison.Ordinal) && !name.StartsWith("txbuf.", StringComparison.Ordinal)) { return name; }
        int ordinal = _transfers[channel]++;
        return string.Create(CultureInfo.InvariantCulture, $"{name[..name.IndexOf('+', StringComparison.Ordinal)]}.{ordinal}+0x0");
    }
}
