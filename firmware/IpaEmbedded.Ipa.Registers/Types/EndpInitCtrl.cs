using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_CTRL: suspend and delay of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpInitCtrl : Register
{
    /// <summary>ENDP_SUSPEND.</summary>
    public readonly Field EndpSuspend;

    /// <summary>ENDP_DELAY.</summary>
    public readonly Field EndpDelay;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitCtrl(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_CTRL", offset, stride, Access.ReadWrite, fields)
    {
        EndpSuspend = Find("ENDP_SUSPEND");
        EndpDelay = Find("ENDP_DELAY");
    }
}
