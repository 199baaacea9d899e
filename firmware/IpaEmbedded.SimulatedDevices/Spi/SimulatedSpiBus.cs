using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>An SPI bus with simulated chips on it. Transfers take no time; where nobody answers, all ones are read.</summary>
public sealed class SimulatedSpiBus : SpiBus
{
    private readonly BusChips _bus;

    internal SimulatedSpiBus(string nodePath, EventLoop loop, BoardSanitizer breaches)
    {
        _bus = new BusChips(nodePath, loop, breaches, 256, "transfer with chip select ", "D");
    }

    /// <summary>Path of the node.</summary>
    public string NodePath
    {
        get { return _bus.NodePath; }
    }

    /// <summary>Number of transfers so far, whatever became of them.</summary>
    public int TransferCount
    {
        get { return _bus.TransferCount; }
    }

    /// <summary>Number of the transfer, counted from now, that fails once; 0 for none.</summary>
    public int FailTransfer
    {
        get { return _bus.FailTransfer; }
        set { _bus.FailTransfer = value; }
    }

    /// <summary>Puts a chip on the bus at its <see cref="SimulatedSpiChip.ChipSelect"/>, in the place of one that is there.</summary>
    public void Attach(SimulatedSpiChip chip)
    {
        _bus.Attach(chip);
    }

    /// <summary>Takes a chip off the bus.</summary>
    public void Detach(SimulatedSpiChip chip)
    {
        _bus.Detach(chip);
    }

    /// <summary>The chip at a chip select, or null.</summary>
    public SimulatedSpiChip Find(int chipSelect)
    {
        return (SimulatedSpiChip)_bus.Find(chipSelect);
    }

    /// <inheritdoc/>
    public override bool Transfer(SpiClient client, byte[] write, byte[] read, int count)
    {
        if (_bus.Begin(client.ChipSelect)) { return false; }
        byte[] answer = read == null ? new byte[count] : read;
        SimulatedSpiChip chip = (SimulatedSpiChip)_bus.Reach(client.ChipSelect);
        if (chip == null || !chip.Understands(client))
        {
            for (int i = 0; i < count; i++) { answer[i] = 0xff; }
            return true;
        }
        chip.CountTransfer();
        // One buffer may serve both ways, so the chip gets a copy of what is sent.
        byte[] sent = new byte[count];
        for (int i = 0; write != null && i < count; i++) { sent[i] = write[i]; }
        chip.Transfer(sent, answer, count);
        return true;
    }

    /// <summary>Notes that a node of the tree has a chip select, whether its chip is simulated or not.</summary>
    internal void Expect(int chipSelect)
    {
        _bus.Expect(chipSelect);
    }
}
