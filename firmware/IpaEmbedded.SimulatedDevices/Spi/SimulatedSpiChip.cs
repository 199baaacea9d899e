using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>A chip on a simulated SPI bus. Derive from it for a chip of your own.</summary>
public abstract class SimulatedSpiChip : SimulatedChip
{
    /// <summary>Index of its chip select; -1 until it is attached or told.</summary>
    public int ChipSelect
    {
        get { return PlaceOnBus; }
        set { PlaceOnBus = value; }
    }

    /// <summary>Fastest clock in hertz that it follows; 0 when any will do.</summary>
    public virtual uint MaxFrequency
    {
        get { return 0; }
    }

    /// <summary>Whether it works in a mode from 0 to 3 (polarity is the higher bit).</summary>
    public virtual bool SupportsMode(int mode)
    {
        return true;
    }

    /// <summary>One selection: the bytes that come, and to the same places those that go. Both buffers have the length of the transfer or more.</summary>
    public abstract void Transfer(byte[] write, byte[] read, int count);

    internal bool Understands(SpiClient client)
    {
        if (MaxFrequency > 0 && client.Frequency > MaxFrequency)
        {
            Breach(BoardRule.SpiClock, "clock of " + client.Frequency.ToString() + " Hz, the chip follows " + MaxFrequency.ToString() + " Hz");
        }
        if (SupportsMode(client.Mode) && !client.IsLeastSignificantFirst && !client.IsChipSelectHigh) { return true; }
        Breach(BoardRule.SpiMode, "transfer in mode " + client.Mode.ToString() + (client.IsLeastSignificantFirst ? ", lowest bit first" : "") + (client.IsChipSelectHigh ? ", selected by high" : ""));
        return false;
    }
}
