using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Hardware;

/// <summary>
/// Reads on the control path of registers that never hold all ones: a bus without a device behind it, or a device without power, answers so.
/// What was read is then neither believed nor written back.
/// </summary>
internal static class BusCheck
{
    /// <summary>What a dead bus gives for every register.</summary>
    internal const uint AllOnes = 0xffffffff;

    /// <summary>Reads a register that there is once.</summary>
    /// <exception cref="IpaException">It reads as all ones.</exception>
    internal static uint Read(RegisterBlock registers, Register register)
    {
        return Read(registers, register, 0);
    }

    /// <summary>Reads an instance of a register.</summary>
    /// <exception cref="IpaException">It reads as all ones.</exception>
    internal static uint Read(RegisterBlock registers, Register register, int index)
    {
        uint value = registers.Read32(register.At(index));
        if (value == AllOnes)
        {
            string instance = register.Count > 1 ? "[" + index.ToString() + "]" : "";
            throw new IpaException(IpaError.DeadBus, register.Name + instance + " reads 0xffffffff: the bus is dead or unpowered");
        }
        return value;
    }
}
