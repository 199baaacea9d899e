using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Holds the request INIT_DRIVER against the chip (source: the IPA reference, section 7.3): tables, memory, endpoints, and whether the microcontroller runs.</summary>
internal sealed class InitDriverCheck
{
    private const int FirstTlv = 0x10;
    private const int Compression = 0x1a;
    private const int FirstStatistic = 0x1f;

    // Bytes of the elements from 0x10 on; those that every version sends.
    private static readonly byte[] Sizes = { 4, 8, 8, 8, 4, 4, 8, 4, 1, 8, 8, 8, 8, 4, 4, 4, 4, 4, 4 };
    private static readonly byte[] Needed = { 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x19 };

    private readonly FakeChip _chip;
    private int _at;

    internal InitDriverCheck(FakeChip chip)
    {
        _chip = chip;
    }

    /// <summary>Looks at the elements of a request that is well formed.</summary>
    internal void Check(byte[] data, int from, int length)
    {
        uint seen = 0;
        for (_at = from; _at < length; _at += 3 + data[_at + 1])
        {
            int type = data[_at];
            int index = type - FirstTlv;
            if (index < 0 || index >= Sizes.Length || type == Compression || data[_at + 1] != Sizes[index] || data[_at + 2] != 0)
            {
                Report(type, data[_at + 1], "no such element, or of another size");
                return;
            }
            seen |= 1u << index;
            uint first = Sizes[index] == 1 ? data[_at + 3] : Read32(data, _at + 3);
            CheckElement(type, first, Sizes[index] == 8 ? Read32(data, _at + 7) : 0);
        }
        for (int i = 0; i < Needed.Length; i++)
        {
            if ((seen & (1u << (Needed[i] - FirstTlv))) == 0) { Report(Needed[i], 0, "is missing"); }
        }
    }

    private static uint Read32(byte[] data, int at)
    {
        return data[at] | ((uint)data[at + 1] << 8) | ((uint)data[at + 2] << 16) | ((uint)data[at + 3] << 24);
    }

    private void CheckElement(int type, uint first, uint second)
    {
        switch (type)
        {
            case 0x10:
                Require(first != 0 && first <= 5, type, first, "platform");
                break;
            case 0x11:
            case 0x19:
                CheckBounds(type, first, second);
                break;
            case 0x12:
            case 0x13:
                CheckRoutes(type, TableCheck.Routes + type - 0x12, first, second);
                break;
            case 0x1b:
            case 0x1c:
                CheckRoutes(type, TableCheck.Routes + TableCheck.Hashed + type - 0x1b, first, second);
                break;
            case 0x14:
            case 0x15:
                Require(_chip.Pipeline.Tables.StartOf(TableCheck.Filters + type - 0x14) == (int)first, type, first, "no filter table is there");
                break;
            case 0x1d:
            case 0x1e:
                Require(_chip.Pipeline.Tables.StartOf(TableCheck.Filters + TableCheck.Hashed + type - 0x1d) == (int)first, type, first, "no filter table is there");
                break;
            case 0x16:
                Require(second != 0 && IsUsable(first, 1), type, first, "memory");
                break;
            case 0x17:
                Require(_chip.Description.Find("AP_MODEM_RX").Endpoint == (int)first, type, first, "endpoint");
                break;
            case 0x18:
                Require(first == 0 || (first == 1 && _chip.Microcontroller.IsLoaded), type, first, "the microcontroller is not loaded");
                break;
            default:
                bool statistics = type >= FirstStatistic && _chip.Description.Version < IpaVersion.V4_0;
                Require(!statistics && ((type & 1) == 0 || IsUsable(first, 1)), type, first, "statistics");
                break;
        }
    }

    // What is the modem's is handed over empty (sections 8.4 and 11).
    private void CheckBounds(int type, uint first, uint last)
    {
        if (last < first || !IsUsable(first, (int)(last - first) + 1))
        {
            Report(type, first, "bounds");
            return;
        }
        DmaMemory shared = _chip.SharedMemory;
        for (int at = (int)first; at <= (int)last; at++)
        {
            if (shared.Read8(at) == 0) { continue; }
            _chip.Sanitizer.Report(SanitizerRule.ModemMemoryDirty, "modem", 0, null, 0, (uint)at, "element 0x" + type.ToString("x") + ", shared memory 0x" + at.ToString("x") + " is not 0");
            return;
        }
    }

    private void CheckRoutes(int type, int table, uint first, uint last)
    {
        TableCheck tables = _chip.Pipeline.Tables;
        Require(tables.StartOf(table) == (int)first && last < (uint)tables.SlotsOf(table), type, first, "no route table is there, or it is shorter");
    }

    private bool IsUsable(uint first, int size)
    {
        return first <= 0xffff && _chip.Ipa.IsUsableMemory((int)first, size);
    }

    private void Require(bool good, int type, uint value, string what)
    {
        if (!good) { Report(type, value, what); }
    }

    private void Report(int type, uint value, string what)
    {
        _chip.Sanitizer.Report(SanitizerRule.InitDriver, "modem", 0, null, 0, value, "element 0x" + type.ToString("x") + ": " + what);
    }
}
