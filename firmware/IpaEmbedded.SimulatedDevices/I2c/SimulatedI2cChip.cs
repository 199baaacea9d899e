namespace IpaEmbedded.SimulatedDevices;

/// <summary>A chip on a simulated I2C bus. Derive from it for a chip of your own; what it keeps between transfers is its business.</summary>
public abstract class SimulatedI2cChip : SimulatedChip
{
    /// <summary>Address on the bus, without the bit for the direction; -1 until it is attached or told.</summary>
    public int Address
    {
        get { return PlaceOnBus; }
        set { PlaceOnBus = value; }
    }

    /// <summary>Whether the chip does not answer its address now, as a memory does while it writes.</summary>
    public virtual bool IsBusy
    {
        get { return false; }
    }

    /// <summary>The controller writes bytes from the start of a buffer; returns how many the chip acknowledges.</summary>
    public abstract int Write(byte[] buffer, int count);

    /// <summary>The controller reads bytes to the start of a buffer.</summary>
    public abstract void Read(byte[] buffer, int count);
}
