using IpaEmbedded.Ipa.Hardware;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>Changes one bit of ENDP_INIT_CTRL, only when it has to change.</summary>
internal static class EndpointControl
{
    /// <summary>Sets or clears the bit; returns what it was.</summary>
    internal static bool Change(RegisterBlock registers, Register register, int endpoint, Field field, bool set)
    {
        uint value = BusCheck.Read(registers, register, endpoint);
        bool was = field.Decode(value) != 0;
        if (was != set) { registers.Write32(register.At(endpoint), field.Replace(value, set ? 1u : 0u)); }
        return was;
    }
}
