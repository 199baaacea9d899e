using System.Collections;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>An I2C bus with simulated chips on it. Transfers take no time; who is not there does not acknowledge.</summary>
public sealed class SimulatedI2cBus : I2cBus
{
    private readonly string _nodePath;
    private readonly EventLoop _loop;
    private readonly BoardSanitizer _breaches;
    private readonly ArrayList _chips = new ArrayList();
    private readonly bool[] _expected = new bool[1024];
    private int _transferCount;
    private int _failTransfer;
    private I2cStatus _failStatus = I2cStatus.BusError;

    internal SimulatedI2cBus(string nodePath, EventLoop loop, BoardSanitizer breaches)
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

    /// <summary>Number of the transfer, counted from now, that fails once with <see cref="FailStatus"/>; 0 for none.</summary>
    public int FailTransfer
    {
        get { return _failTransfer; }
        set { _failTransfer = value; }
    }

    /// <summary>How <see cref="FailTransfer"/> fails.</summary>
    public I2cStatus FailStatus
    {
        get { return _failStatus; }
        set { _failStatus = value; }
    }

    /// <summary>Puts a chip on the bus at its <see cref="SimulatedI2cChip.Address"/>, in the place of one that is there.</summary>
    public void Attach(SimulatedI2cChip chip)
    {
        SimulatedI2cChip old = Find(chip.Address);
        if (old != null) { _chips.Remove(old); }
        _chips.Add(chip);
        chip.Join(_nodePath, _loop, _breaches);
    }

    /// <summary>Takes a chip off the bus.</summary>
    public void Detach(SimulatedI2cChip chip)
    {
        _chips.Remove(chip);
    }

    /// <summary>The chip at an address, or null.</summary>
    public SimulatedI2cChip Find(int address)
    {
        for (int i = 0; i < _chips.Count; i++)
        {
            SimulatedI2cChip chip = (SimulatedI2cChip)_chips[i];
            if (chip.Address == address) { return chip; }
        }
        return null;
    }

    /// <inheritdoc/>
    public override I2cStatus Transfer(I2cClient client, byte[] write, int writeCount, byte[] read, int readCount)
    {
        _transferCount++;
        string to = "transfer to address 0x" + client.Address.ToString("x2");
        SimulatedChip.CheckContext(_loop, _breaches, _nodePath, to);
        if (_failTransfer > 0 && --_failTransfer == 0) { return _failStatus; }
        SimulatedI2cChip chip = Find(client.Address);
        if (chip == null)
        {
            if (!_expected[client.Address & 0x3ff]) { _breaches.Report(BoardRule.AbsentChip, _nodePath, to + ", which no node of the bus has"); }
            return I2cStatus.AddressNotAcknowledged;
        }
        if (!chip.IsReady(to) || chip.IsBusy) { return I2cStatus.AddressNotAcknowledged; }
        chip.CountTransfer();
        if (writeCount > 0 && chip.Write(write, writeCount) < writeCount) { return I2cStatus.PartialTransfer; }
        if (readCount > 0) { chip.Read(read, readCount); }
        return I2cStatus.FullTransfer;
    }

    /// <summary>Notes that a node of the tree has an address, whether its chip is simulated or not.</summary>
    internal void Expect(int address)
    {
        _expected[address & 0x3ff] = true;
    }
}
