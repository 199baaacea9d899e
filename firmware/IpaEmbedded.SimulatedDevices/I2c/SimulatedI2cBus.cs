using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>An I2C bus with simulated chips on it. Transfers take no time; who is not there does not acknowledge.</summary>
public sealed class SimulatedI2cBus : I2cBus
{
    private readonly BusChips _bus;
    private I2cStatus _failStatus = I2cStatus.BusError;

    internal SimulatedI2cBus(string nodePath, EventLoop loop, BoardSanitizer breaches)
    {
        _bus = new BusChips(nodePath, loop, breaches, 1024, "transfer to address 0x", "x2");
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

    /// <summary>Number of the transfer, counted from now, that fails once with <see cref="FailStatus"/>; 0 for none.</summary>
    public int FailTransfer
    {
        get { return _bus.FailTransfer; }
        set { _bus.FailTransfer = value; }
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
        _bus.Attach(chip);
    }

    /// <summary>Takes a chip off the bus.</summary>
    public void Detach(SimulatedI2cChip chip)
    {
        _bus.Detach(chip);
    }

    /// <summary>The chip at an address, or null.</summary>
    public SimulatedI2cChip Find(int address)
    {
        return (SimulatedI2cChip)_bus.Find(address);
    }

    /// <inheritdoc/>
    public override I2cStatus Transfer(I2cClient client, byte[] write, int writeCount, byte[] read, int readCount)
    {
        if (_bus.Begin(client.Address)) { return _failStatus; }
        SimulatedI2cChip chip = (SimulatedI2cChip)_bus.Reach(client.Address);
        if (chip == null || chip.IsBusy) { return I2cStatus.AddressNotAcknowledged; }
        chip.CountTransfer();
        if (writeCount > 0 && chip.Write(write, writeCount) < writeCount) { return I2cStatus.PartialTransfer; }
        if (readCount > 0) { chip.Read(read, readCount); }
        return I2cStatus.FullTransfer;
    }

    /// <summary>Notes that a node of the tree has an address, whether its chip is simulated or not.</summary>
    internal void Expect(int address)
    {
        _bus.Expect(address);
    }
}
