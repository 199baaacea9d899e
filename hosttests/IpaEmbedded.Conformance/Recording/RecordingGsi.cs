using System.Globalization;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>The recorder in front of the GSI: knows where rings lie, and writes a row per element when its doorbell is rung.</summary>
internal sealed class RecordingGsi(RegisterBlock inner, GsiRegisters registers, TraceWriter trace, SharedMemoryWatch watch, AddressNames names, CommandText commands)
    : RecordingRegisters("gsi", inner, registers, trace, watch)
{
    private const int Rings = 32;

    // The low half of a base is written first, so its upper half is that of any buffer: buffers lie within one 4 GiB window.
    private const ulong Window = Fake.FakeMemory.FirstAddress & High;
    private const ulong High = 0xffffffff00000000;

    private readonly ulong[] _ringBase = new ulong[Rings];
    private readonly ulong[] _eventBase = new ulong[Rings];
    private readonly uint[] _ringBytes = new uint[Rings];
    private readonly uint[] _seen = new uint[Rings];
    private readonly bool[] _transmits = new bool[Rings];
    private readonly int[] _transfers = new int[Rings];

    /// <inheritdoc/>
    protected override void BeforeWrite(Register? register, int index, uint value)
    {
        switch (register?.Name)
        {
            case "CH_C_CNTXT_0":
                // Programming a channel follows its allocation or reset, when the hardware's pointers are 0.
                _transmits[index] = registers.ChDir.IsSet(value);
                _seen[index] = 0;
                break;
            case "CH_C_CNTXT_1":
                _ringBytes[index] = registers.ChRLength.Decode(value);
                break;
            case "CH_C_CNTXT_2":
                _ringBase[index] = (_ringBase[index] & High) | value;
                break;
            case "CH_C_CNTXT_3":
                _ringBase[index] = (uint)_ringBase[index] | ((ulong)value << 32);
                break;
            case "EV_CH_E_CNTXT_2":
                _eventBase[index] = (_eventBase[index] & High) | value;
                break;
            case "EV_CH_E_CNTXT_3":
                _eventBase[index] = (uint)_eventBase[index] | ((ulong)value << 32);
                break;
            case "CH_C_DOORBELL_0":
                RecordElements(index, value);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    protected override string? SymbolOf(Register? register, int index, uint value) => register?.Name switch
    {
        "CH_C_CNTXT_2" or "EV_CH_E_CNTXT_2" => Low(Window, value),
        "CH_C_CNTXT_3" => "hi(" + names.Of(_ringBase[index]) + ")",
        "EV_CH_E_CNTXT_3" => "hi(" + names.Of(_eventBase[index]) + ")",
        "CH_C_DOORBELL_0" => Low(_ringBase[index], value),
        "EV_CH_E_DOORBELL_0" or "EV_CH_E_CNTXT_4" => Low(_eventBase[index], value),
        _ => null,
    };

    private string Low(ulong near, uint value) => "lo(" + names.Of((near & High) | value) + ")";

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
        byte[] element = names.Read(_ringBase[channel] + at, TransferElement.Size);
        ulong address = BitConverter.ToUInt64(element, 0);
        uint length = BitConverter.ToUInt16(element, 8), flags = BitConverter.ToUInt32(element, 12);
        string head = $"\"ch\":{channel},\"idx\":{at / TransferElement.Size}";
        string tail = $"\"flags\":{TraceWriter.Hex(flags, 8)}";
        if (((flags >> TransferElement.TypeShift) & 0xff) == TransferElement.TypeImmediateCommand)
        {
            Trace.Write("tre", $"{head},\"type\":\"cmd\",\"addr\":\"{names.Of(address)}\",\"opcode\":{TraceWriter.Hex(length, 4)},{tail},\"cmd\":{commands.Of(length, address)}");
            return;
        }
        string row = $"{head},\"type\":\"xfer\",\"addr\":\"{BufferName(channel, address)}\",\"len\":{length},{tail}";
        if (_transmits[channel]) { row += ",\"data\":" + TraceWriter.Bytes(names.Read(address, (int)length)); }
        Trace.Write("tre", row);
    }

    /// <summary>Data buffers are named by the order in which they were put on the channel; offset 0 is the first byte of the element.</summary>
    private string BufferName(int channel, ulong address)
    {
        string name = names.Of(address);
        if (!name.StartsWith("rxbuf.", StringComparison.Ordinal) && !name.StartsWith("txbuf.", StringComparison.Ordinal)) { return name; }
        int ordinal = _transfers[channel]++;
        return string.Create(CultureInfo.InvariantCulture, $"{name[..name.IndexOf('+', StringComparison.Ordinal)]}.{ordinal}+0x0");
    }
}
