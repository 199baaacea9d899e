using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// An MCP3004 or MCP3008 (10 bits), MCP3204 or MCP3208 (12 bits) on SPI (iio/adc/microchip,mcp3201.yaml). Its values are the voltages of its inputs in microvolts,
/// "channel0" and so on; the reference is the voltage of the node's "vref-supply", else 3.3 V.
/// </summary>
public sealed class SimulatedMcp3008 : SimulatedSpiChip
{
    private const int DefaultReference = 3300000;

    private readonly int _bits;
    private readonly int _channels;
    private readonly int _reference;

    /// <summary>Creates a converter with all inputs at 0 V.</summary>
    public SimulatedMcp3008(TreeNode node, int channels, int bits)
    {
        _bits = bits;
        _channels = channels;
        _reference = ReferenceOf(node);
        for (int i = 0; i < channels; i++) { Add("channel" + i.ToString(), "V", 1000000, 0, 0, _reference); }
    }

    /// <summary>3.6 MHz at 5 V for those of 10 bits, 2 MHz for the others.</summary>
    public override uint MaxFrequency
    {
        get { return _bits == 10 ? 3600000u : 2000000u; }
    }

    /// <inheritdoc/>
    public override bool SupportsMode(int mode)
    {
        return mode == 0 || mode == 3;
    }

    /// <summary>After zeros a start bit, one for single inputs, three for the number; then a pause of one bit, a zero and the result.</summary>
    public override void Transfer(byte[] write, byte[] read, int count)
    {
        int start = 0;
        while (start < count * 8 && Bit(write, start) == 0) { start++; }
        int first = start + 7;
        int number = start + 4 < count * 8 ? Convert(write, start) : 0;
        for (int i = 0; i < count; i++) { read[i] = 0; }
        for (int i = 0; i < _bits && first + i < count * 8; i++)
        {
            if (((number >> (_bits - 1 - i)) & 1) != 0) { read[(first + i) / 8] |= (byte)(0x80 >> ((first + i) % 8)); }
        }
    }

    private static int Bit(byte[] buffer, int at)
    {
        return (buffer[at / 8] >> (7 - at % 8)) & 1;
    }

    private static int ReferenceOf(TreeNode node)
    {
        PhandleList list = new PhandleList(node, "vref-supply", null);
        if (!list.Next() || list.Supplier == FlattenedTree.None) { return DefaultReference; }
        return (int)NodeShape.Cell(node.Tree, list.Supplier, "regulator-min-microvolt", DefaultReference);
    }

    private int Convert(byte[] write, int start)
    {
        bool single = Bit(write, start + 1) != 0;
        int channel = ((Bit(write, start + 2) << 2) | (Bit(write, start + 3) << 1) | Bit(write, start + 4)) % _channels;
        // A pair measures the difference; its lower bit says which input is the positive one.
        long microvolts = ValueAt(channel).Value - (single ? 0 : ValueAt(channel ^ 1).Value);
        long number = (microvolts << _bits) / _reference;
        long full = (1 << _bits) - 1;
        return (int)(number < 0 ? 0 : number > full ? full : number);
    }
}
