using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>How processor addresses from the device tree become registers and memory: mapped on a board, looked up in a fake.</summary>
public abstract class IoMapper
{
    /// <summary>Gives the registers at a processor address; the label (from "reg-names", or the node's name) serves recorders and errors.</summary>
    public abstract RegisterBlock MapRegisters(ulong address, ulong size, string label);

    /// <summary>Gives memory at a processor address.</summary>
    public abstract DmaMemory MapMemory(ulong address, ulong size, string label);
}
