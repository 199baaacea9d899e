using System.Collections;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>An SPI bus with simulated chips on it. Transfers take no time; where nobody answers, all ones are read.</summary>
public sealed class SimulatedSpiBus : SpiBus
{
    private readonly string _nodePath;
    private readonly EventLoop _loop;
    private readonly BoardSanitizer _breaches;
    private readonly ArrayList _chips = new ArrayList();
    private readonly bool[] _expected = new bool[256];
    private int _transferCount;
    private int _failTransfer;

    internal SimulatedSpiBus(string nodePath, EventLoop loop, BoardSanitizer breaches)
    {
        _nodePath = nodePath;
        _loop = loop;
        _breaches = breaches;
    }

    /// <summary>Path of the node.</summary>
    public string NodePath
    {
        get { return _nodePath; }
    }

    /// <summary>Number of transfers so far, whatever became of them.</summary>
    public int TransferCount
    {
        get { return _transferCount; }
    }

    /// <summary>Number of the transfer, counted from now, that fails once; 0 for none.</summary>
    public int FailTransfer
    {
        get { return _failTransfer; }
        set { _failTransfer = value; }
    }

    /// <summary>Puts a chip on the bus at its <see cref="SimulatedSpiChip.ChipSelect"/>, in the place of one that is there.</summary>
    public void Attach(SimulatedSpiChip chip)
    {
        SimulatedSpiChip old = Find(chip.ChipSelect);
        if (old != null) { _chips.Remove(old); }
        _chips.Add(chip);
        chip.Join(_nodePath, _loop, _breaches);
    }

    /// <summary>Takes a chip off the bus.</summary>
    public void Detach(SimulatedSpiChip chip)
    {
        _chips.Remove(chip);
    }

    /// <summary>The chip at a chip select, or null.</summary>
    public SimulatedSpiChip Find(int chipSelect)
    {
        for (int i = 0; i < _chips.Count; i++)
        {
            SimulatedSpiChip chip = (SimulatedSpiChip)_chips[i];
            if (chip.ChipSelect == chipSelect) { return chip; }
        }
        return null;
    }

    /// <inheritdoc/>
    public override bool Transfer(SpiClient client, byte[] write, byte[] read, int count)
    {
        _transferCount++;
        string to = "transfer with chip select " + client.ChipSelect.ToString();
        SimulatedChip.CheckContext(_loop, _breaches, _nodePath, to);
        if (_failTransfer > 0 && --_failTransfer == 0) { return false; }
        byte[] answer = read == null ? new byte[count] : read;
        SimulatedSpiChip chip = Find(client.ChipSelect);
        if (chip == null && !_expected[client.ChipSelect & 0xff]) { _breaches.Report(BoardRule.AbsentChip, _nodePath, to + ", which no node of the bus has"); }
        if (chip == null || !chip.IsReady(to) || !chip.Understands(client))
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
        _expected[chipSelect & 0xff] = true;
    }
}
